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
    en: 'Hold {others} constant and differentiate with respect to {variable}:',
    zh: '把 {others} 看做常量，对 {variable} 求偏导数，得',
  },
  only: { en: 'Differentiate with respect to {variable}:', zh: '对 {variable} 求导，得' },
  gradient: { en: 'The gradient collects the partial derivatives:', zh: '梯度由各偏导数组成：' },
  chain: {
    en: 'The composed function depends on {variable} through {through}. By the chain rule, what comes along each path adds up:',
    zh: '复合函数通过 {through} 依赖于 {variable}，由链式法则，把各条路径的贡献相加：',
  },
  unchained: {
    en: 'No intermediate variable depends on {variable}:',
    zh: '中间变量都不依赖于 {variable}：',
  },
  inserted: { en: 'Put into the chain rule:', zh: '代入链式法则，得' },
  link: {
    en: 'Along {through}: the partial derivative, and the rate of {through}:',
    zh: '沿 {through}：偏导数与 {through} 的导数为',
  },
  direct: {
    en: 'Direct dependence on {variable}, the intermediate variables held constant:',
    zh: '直接依赖于 {variable} 的部分（中间变量看做常量）：',
  },
  substituted: { en: 'Replace {meaning} and collect:', zh: '把 {meaning} 代回并整理，得' },
  unit: { en: 'Make the direction a unit vector:', zh: '将方向单位化：' },
  directional: {
    en: 'The directional derivative is the gradient times the unit vector:',
    zh: '方向导数等于梯度与单位方向的内积：',
  },
  steepest: {
    en: 'The greatest rate of change is the length of the gradient, in its direction; against it the rate is the least, and across it zero:',
    zh: '梯度的模是最大的变化率，在梯度方向取得；反方向变化率最小（为其相反数），与梯度垂直的方向变化率为零：',
  },
  level: {
    en: 'The gradient vanishes, so the rate is zero in every direction.',
    zh: '梯度为零，故沿任何方向的变化率都为零。',
  },
  increments: { en: 'Measure from the point {point}:', zh: '在点 {point} 处展开，记' },
  operator: {
    en: 'The terms of order {order}:',
    zh: '{order} 阶项：',
  },
  remainder: { en: "The error is Lagrange's remainder:", zh: '拉格朗日余项为' },
  partials: { en: 'The first partial derivatives:', zh: '一阶偏导数为' },
  hessianAt: { en: 'At {point} the Hessian is', zh: '在点 {point} 处，黑塞矩阵为' },
  complete: { en: 'proved to be all', zh: '已证明无遗漏' },
  incomplete: { en: 'not proved to be all', zh: '未能证明无遗漏' },
  none: { en: 'There are no solutions in the box ({certificate}).', zh: '在给定区域内无解（{certificate}）。' },
  holes: {
    en: 'In {count} small parts of the box the function is not defined or not smooth everywhere; they are left out.',
    zh: '区域内有 {count} 个小部分，函数在其中并非处处有定义且光滑，未予考察。',
  },
  order: { en: 'The derivatives of order {order} at the point:', zh: '在该点的 {order} 阶导数：' },
  value: { en: 'The value at the point:', zh: '在该点的函数值：' },
  taylor: { en: 'Divide by the factorials and add up:', zh: '除以阶乘并相加，得泰勒多项式' },
  stationary: { en: 'The gradient at {point}:', zh: '在点 {point} 处的梯度：' },
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
