/** Every sentence that explanations are made of. */
export const sentences = {
  hold: {
    en: 'Hold {others} constant and differentiate with respect to {variable}.',
    zh: '把 {others} 看做常量，对 {variable} 求导。',
  },
  start: { en: 'Differentiate with respect to {variable}.', zh: '对 {variable} 求导。' },
  again: { en: 'Differentiate once more, with respect to {variable}.', zh: '再对 {variable} 求导。' },
  rule: { en: 'By the {rule}:', zh: '由{rule}，得' },
  ruleInside: {
    en: 'By the {rule} and the chain rule, with the inside differentiated before:',
    zh: '由{rule}与链式法则，得',
  },
  collected: { en: 'Put together:', zh: '整理得' },
  absent: { en: '{variable} does not occur, so the derivative is zero.', zh: '式中不含 {variable}，故导数为零。' },
  at: { en: 'At the point {point}:', zh: '在点 {point} 处：' },
  partial: {
    en: 'The partial derivative with respect to {variable}, the others held constant:',
    zh: '把其余变量看做常量，对 {variable} 求偏导数，得',
  },
  gradient: { en: 'The gradient collects the partial derivatives:', zh: '梯度由各偏导数组成：' },
  chain: {
    en: 'The function depends on {variable} through {through}: by the chain rule, add up what comes along each path.',
    zh: '函数通过 {through} 依赖于 {variable}，由链式法则，把各条路径的贡献相加：',
  },
  link: {
    en: 'Along {through}: the partial derivative, and the rate of {through}:',
    zh: '沿 {through}：偏导数与 {through} 的导数为',
  },
  direct: {
    en: 'Direct dependence on {variable}, the intermediate variables held constant:',
    zh: '直接依赖于 {variable} 的部分（中间变量看做常量）：',
  },
  substituted: { en: 'Write everything in the independent variables:', zh: '代入中间变量，得' },
  unit: { en: 'Make the direction a unit vector:', zh: '将方向单位化：' },
  directional: {
    en: 'The directional derivative is the gradient times the unit vector:',
    zh: '方向导数等于梯度与单位方向的内积：',
  },
  order: { en: 'The derivatives of order {order} at the point:', zh: '在该点的 {order} 阶导数：' },
  value: { en: 'The value at the point:', zh: '在该点的函数值：' },
  taylor: { en: 'Divide by the factorials and add up:', zh: '除以阶乘并相加，得泰勒多项式' },
  stationary: { en: 'The gradient at the point:', zh: '在该点的梯度：' },
  notStationary: { en: 'It does not vanish, so the point is no extremum.', zh: '梯度不为零，故不是极值点。' },
  hessian: {
    en: 'The second partial derivatives at the point form the Hessian:',
    zh: '在该点的二阶偏导数组成黑塞矩阵：',
  },
  discriminant: { en: 'With A = f_xx, B = f_xy, C = f_yy:', zh: '记 A = f_xx，B = f_xy，C = f_yy，则' },
  eigenvalues: { en: 'Its eigenvalues are', zh: '其特征值为' },
  minimum: { en: 'All are positive: a strict local minimum.', zh: '全为正，故取得极小值。' },
  maximum: { en: 'All are negative: a strict local maximum.', zh: '全为负，故取得极大值。' },
  saddle: { en: 'They have both signs: no extremum, a saddle point.', zh: '有正有负，故不取极值（鞍点）。' },
  degenerate: {
    en: 'Some vanish, so the second order does not decide. Higher orders: {reason}.',
    zh: '有零特征值，二阶项不能判定。考察高阶项：{reason}。',
  },
  system: { en: 'Set the partial derivatives to zero:', zh: '令各偏导数为零：' },
  found: { en: 'Solutions in the box ({certificate}):', zh: '在给定区域内的解（{certificate}）：' },
} as const;
