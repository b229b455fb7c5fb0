import { type Dictionary, dictionary } from '../../text/dictionary.js';

const kindsEn = {
  minimum: 'minimum',
  maximum: 'maximum',
  saddle: 'saddle point',
  degenerate: 'undecided',
  inconclusive: 'undecided',
};

const en = {
  lead: 'Near a point a smooth function is a polynomial, up to a remainder with a bound. Where the slope vanishes, its second-order part decides between minimum, maximum and saddle.',
  formula: 'A function of two variables, or of any number',
  point: 'At the point',
  order: 'Order of the polynomial',
  plane: 'Level sets of f, the point, the eigenvectors of the Hessian and the critical points',
  surface: 'The surface of f with its Taylor polynomial about the point',
  pointLabel: 'The point of expansion',
  polynomial: 'Taylor polynomial',
  radius: 'Radius r',
  bound: (radius: string, bound: string) =>
    `Lagrange’s remainder: wherever no variable is further than ${radius} away, f and the polynomial differ by at most ${bound}.`,
  noBound: 'There is no bound for the remainder at this radius: choose a smaller one.',
  test: 'The extremum test',
  verdicts: {
    minimum: 'A minimum.',
    maximum: 'A maximum.',
    saddle: 'A saddle point.',
    inconclusive: 'Undecided.',
  },
  notCritical: 'Not a critical point: the gradient does not vanish.',
  eigen: 'Eigenvectors of the Hessian: the surface bends up along green ones, down along orange ones.',
  critical: 'Critical points in the window',
  search: 'Every point where the gradient vanishes, found by interval arithmetic:',
  certain: 'Complete: the rest of the window is proved to hold no others.',
  uncertain: (count: number) =>
    count === 0
      ? 'Not proved complete.'
      : `Not proved complete: ${count} small boxes could not be decided, as where critical points form a curve.`,
  holes: 'f has no value in part of the window.',
  none: 'There are none.',
  kinds: kindsEn,
  kind: 'kind',
  value: 'value',
  eigenvalues: 'eigenvalues',
  goTo: 'Go there',
  where: 'place',
  stepsOf: 'How the polynomial is found',
  testSteps: 'How the test goes',
  threeHint: 'With more or fewer than two variables there is no picture; the rest is the same.',
  degenerate: 'degenerate',
};

export const text: Dictionary<typeof en> = dictionary(en, {
  lead: '在一点附近，光滑函数就是一个多项式，余项有界。在梯度为零的点，二阶项决定它是极小、极大还是鞍点。',
  formula: '二元函数，或任意多个变量的函数',
  point: '在点',
  order: '多项式的阶数',
  plane: 'f 的等高线、展开点、黑塞矩阵的特征向量与驻点',
  surface: 'f 的曲面与该点的泰勒多项式',
  pointLabel: '展开点',
  polynomial: '泰勒多项式',
  radius: '半径 r',
  bound: (radius: string, bound: string) =>
    `拉格朗日余项：只要每个变量的偏离不超过 ${radius}，f 与多项式之差不超过 ${bound}。`,
  noBound: '在这个半径内余项没有界：请取小一些。',
  test: '极值判定',
  verdicts: { minimum: '极小值。', maximum: '极大值。', saddle: '鞍点。', inconclusive: '不能判定。' },
  notCritical: '不是驻点：梯度不为零。',
  eigen: '黑塞矩阵的特征向量：沿绿色方向曲面向上弯，沿橙色方向向下弯。',
  critical: '窗口内的驻点',
  search: '用区间算术找出梯度为零的所有点：',
  certain: '完备：已证明窗口的其余部分没有别的驻点。',
  uncertain: (count: number) =>
    count === 0 ? '未能证明完备。' : `未能证明完备：有 ${count} 个小区域不能判定，例如驻点连成曲线之处。`,
  holes: 'f 在窗口的一部分没有定义。',
  none: '没有驻点。',
  kinds: { minimum: '极小', maximum: '极大', saddle: '鞍点', degenerate: '不能判定', inconclusive: '不能判定' },
  kind: '类型',
  value: '函数值',
  eigenvalues: '特征值',
  goTo: '移到该点',
  where: '位置',
  stepsOf: '多项式的求法',
  testSteps: '判定的过程',
  threeHint: '变量不是两个时没有图，其余照样给出。',
  degenerate: '退化',
});
