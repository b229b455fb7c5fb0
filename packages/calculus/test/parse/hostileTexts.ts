/**
 * Texts that break parsers: unfinished and doubled signs, strange characters and spaces, names of JavaScript's own
 * objects, huge numbers and depths, other notations, markup. About 450 with the ones made by repetition.
 */
/** The texts of a line, which stand between bars of this kind. */
const split = (...lines: readonly string[]): string[] => lines.flatMap((line) => line.split('¦'));

const unfinished = [
  ...split(
    "¦ ¦\u0009\u000a\u000d¦+¦-¦*¦/¦^¦(¦)¦()¦(())¦[]¦{}¦,¦,,¦;¦=¦==¦!¦!!¦?¦:¦.¦..¦...¦'¦''¦\"¦`¦\\¦|¦||¦|x¦x|¦&¦&&",
    '%¦#¦@¦$¦~¦<¦>¦<=¦<x>¦_¦__¦_1¦1_¦x_¦_x¦x+¦x-¦x*¦x/¦x^¦+x¦*x¦/x¦^x¦x++¦x--¦x**¦x//¦x^^¦x^*2¦x*/2¦x/*2*/¦x//2¦x^-',
    'x^+¦x^()¦x^(¦(x¦x)¦((x)¦(x))¦[x)¦(x]¦{x}¦[x]¦x[0]¦x{2}¦x.y¦x..y¦x,y¦(x,y)¦(,)¦f(¦f()¦f(,)¦f(x¦f(x,¦f(x,)¦f(,x)',
    'sin¦sin(¦sin()¦sin(,)¦sin x¦sin sin x¦sin^2 x¦sin^2(x)¦sin(x¦sin(x))¦sin(x,y)¦sin((x,y))¦atan2(x)¦atan2(x,y,z)',
    'max()¦max(x)¦min(,x)¦where(x)¦where(x,y)¦where(x,y,z,w)¦log(x,2)¦log_2(x)¦sqrt¦sqrt x¦2 sqrt¦pow(x)¦pow(x,2,3)',
    'x y¦2 3¦2 x 3¦x 2¦2x3¦x2y3¦2(3)¦(2)3¦(2)(3)¦pi pi¦e e¦pi(2)¦e(2)¦x(2)¦x(x)¦x!¦5!¦x%¦50%¦x:y¦x?y:z¦x=y¦x:=2¦x<2',
    'x>=2¦x!=2¦x&&y¦!x¦~x¦x|y¦|x|¦x;y',
  ),
];
const numbers = [
  ...split(
    '1.¦.1¦.¦1..2¦1.2.3¦1e¦1e+¦1e-¦1e5¦1E5¦1e+5¦1e-5¦1e5.5¦1ee5¦1e5e5¦1e400¦1e-400¦1e9999¦1e-9999¦1e999999999',
    '1e-999999999¦0x10¦0b11¦0o7¦1_000¦1,000¦1 000¦1n¦1f¦1.0f¦1i¦2i¦i¦NaN¦nan¦Infinity¦inf¦-Infinity¦undefined¦null',
    'true¦false¦00¦007¦-0¦+0¦0.0¦1/0¦0/0¦-1/0¦0^0¦0^-1¦(-1)^(1/2)¦(-8)^(1/3)¦9^9^9^9¦2^99999¦2^-99999¦10^400',
    '(1/3)^9999¦2^(1/99999)¦99999999999999999999999999^(1/7)¦0.1^9999¦log(0)¦log(-1)¦sqrt(-1)¦acos(2)¦tan(pi/2)',
    'e^e^e^e^e¦exp(exp(exp(exp(9))))¦1/(1/(1/0))¦123456789012345678901234567890',
    '0.1234567890123456789012345678901234567890¦1e308*10¦5e-324/2',
  ),
  `0.${'0'.repeat(5000)}1`,
  '9'.repeat(5000),
  `1e${'9'.repeat(300)}`,
  `1/${'9'.repeat(900)}`,
];
const characters = [
  ...split(
    '\u0000¦x\u0000y¦\u0001¦\u007f¦\u0080¦\u00a0x\u00a0¦\ufeffx¦\u200bx¦x\u200by¦x\u2060y¦\u202ex+y¦\u2028x',
    'x\u2029y¦\ud800¦x\udc00¦\ud83d¦🙂¦🙂+1¦x🙂¦𝑥+1¦𝐀*2¦ﬁ+1¦é¦e\u0301¦ñ+1¦ß¦İ¦ı¦x\u0302¦x′¦x″¦∂x¦∇f¦∫x dx¦∑x¦∏x¦∞',
    '√¦√x¦√(x+1)¦∛x¦x²¦x³¦x⁻¹¦x⁰¦x²³¦²¦x₁¦x₁₂¦₁¦½¦½x¦¼¦x·y¦x×y¦x÷y¦x−y¦x–y¦x—y¦x∗y¦x⋅y¦２＋３¦ｘ＋１¦（x）¦（x)¦［x］¦x，y',
    'max（x，y）¦ｓｉｎ（x）¦．5¦1．5¦x＾2¦x＊y¦x／y¦＝¦；¦。¦、¦「x」¦变量+1¦переменная*2¦متغير¦משתנה¦ตัวแปร¦π¦2π¦πr²¦α+β¦Δx¦Ωm¦µ¦°¦90°',
    '‰¦→¦⇒¦≤¦≠¦≈¦±x¦∓¦⊗¦∈',
  ),
];
const words = [
  ...split(
    '__proto__¦constructor¦prototype¦toString¦valueOf¦hasOwnProperty¦isPrototypeOf¦__defineGetter__',
    '__lookupSetter__¦then¦arguments¦eval¦Function¦this¦window¦globalThis¦process¦require¦import¦import("fs")',
    'eval(1)¦eval("1")¦Function("return this")()¦constructor(1)¦toString()¦__proto__(x)¦x.constructor',
    'x["constructor"]¦x.__proto__.polluted¦(()=>1)()¦function(){}¦new Date¦typeof x¦void 0¦delete x¦x => x¦`$\x7bx}`',
    'async x¦await x¦yield x¦let x=1¦var x¦const x = 1¦if(x)y¦for(;;){}¦while(1){}¦return x¦throw x¦class X{}',
    "with(x)y¦debugger¦require('fs')¦process.exit(1)¦alert(1)¦<script>alert(1)</script>",
    '<img src=x onerror=alert(1)>¦"><svg/onload=alert(1)>¦\'; DROP TABLE x; --¦$\x7b7*7}¦{{7*7}}¦%s%s%n',
    '../../etc/passwd¦file:///etc/passwd¦javascript:alert(1)¦data:text/html,x¦\\frac{1}{2}¦\\sin x¦$x$¦$$x$$',
    '\\(x\\)¦x \\cdot y¦lambda x: x¦x if y else z¦x // y¦x ** y¦x @ y¦np.sin(x)¦Math.sin(x)¦Sin[x]¦D[x^2, x]',
    "diff(x^2,x)¦d/dx x^2¦x^2 dx¦f'(x)¦lim x->0¦sum_{i=1}^n i¦x mod y¦x and y¦x or y¦not x¦sinn(x)¦sine(x)¦sin2(x)",
    'ln(x)¦lg(x)¦arcsin(x)¦arctan(x)¦tg(x)¦ctg(x)¦cosec(x)¦Exp(x)¦SIN(x)¦Sin(x)¦sqr(x)¦root(x,3)¦power(x,2)',
    'floor(x)¦mod(x,2)¦gcd(4,6)¦gamma(x)¦factorial(5)¦abs x¦det(x)¦tr(x)¦inv(x)¦eye(3)¦eye(n)¦eye(-1)¦eye(1e9)',
    "ones(2,3)¦ones(1e9,1e9)¦zeros(0)¦diag(x)¦vec(x)¦x'*x¦x'¦2'¦'x¦kron(x,y)¦sum(x)¦sum()¦norm2()¦softmax(x)",
    'logsumexp()',
  ),
];
const long = [
  ...[
    '(',
    '[',
    '-',
    '+',
    'sin(',
    'x^',
    'x+',
    '2*',
    '1/',
    'max(x,',
    '((',
    '-(',
    'sqrt(',
    '√',
    'x**',
    '{',
    '√(',
    '|',
    "x'",
    '²',
    '.',
    ',',
    '\\frac{',
  ].flatMap((piece) => [10, 999, 1001, 20_000].map((n) => piece.repeat(n))),
  ...['(x)', 'x', 'sin(x)', '+x', 'x²', 'xy ', '1 ', '9', 'π', '🙂', "x'*", ')', '^2', '/x'].flatMap((piece) =>
    [100, 30_000].map((n) => piece.repeat(n)),
  ),
  ...[100, 1000, 5000, 40_000].flatMap((n) => [
    'sin('.repeat(n) + 'x' + ')'.repeat(n),
    '('.repeat(n) + 'x' + ')'.repeat(n),
    `x${'^x'.repeat(n)}`,
    `x${'+x*y'.repeat(n)}`,
    `x${'*(x+1)'.repeat(n)}`,
    '1/(1+'.repeat(n) + 'x' + ')'.repeat(n),
    `${'-'.repeat(n)}x`,
  ]),
  'x'.repeat(100_001),
];

export const hostileTexts: readonly string[] = [...unfinished, ...numbers, ...characters, ...words, ...long];
