const GREEK =
  /^(alpha|beta|gamma|delta|epsilon|zeta|eta|theta|iota|kappa|lambda|mu|nu|xi|pi|rho|sigma|tau|upsilon|phi|chi|psi|omega|Gamma|Delta|Theta|Lambda|Xi|Pi|Sigma|Phi|Psi|Omega)$/;

/** A variable's name as LaTeX: `x_1` → `x_{1}`, `alpha` → `\alpha`, `speed` → `\mathrm{speed}`. */
export function nameLatex(name: string): string {
  const [base = '', ...lower] = name.split('_');
  const letter = GREEK.test(base) ? `\\${base}` : [...base].length > 1 ? `\\mathrm{${base}}` : base;
  return lower.length === 0 ? letter : `${letter}_{${lower.join('')}}`;
}
