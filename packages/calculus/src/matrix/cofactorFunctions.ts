/**
 * The adjugate and the second cofactors for languages that have neither, from the singular values A = U·diag(s)·V', so
 * that they are right at singular matrices too:
 *
 *     adj(A) = det(U)·det(V)·V·diag(Π_{c≠a} s_c)·U'
 *     ∂²det/∂A[i,j]∂A[k,l] = det(U)·det(V)·Σ_{a≠b} (Π_{c≠a,b} s_c)·(U[i,a]·V[j,a]·U[k,b]·V[l,b] − U[i,a]·V[j,b]·U[k,b]·V[l,a])
 *
 * (D. S. Bernstein, "Matrix Mathematics", 2nd ed., 2009, compounds of a product.)
 */
import type { Operation } from '../expr/operation.js';
import { adjOperation, cofactors2Operation } from '../ops/matrix/square.js';

interface CofactorFunction {
  readonly operation: Operation;
  readonly name: string;
  /** Lines of the definition with NumPy's, torch's or JAX's prefix. */
  python(prefix: string): readonly string[];
  readonly julia: readonly string[];
}

export const cofactorFunctions: readonly CofactorFunction[] = [
  {
    operation: adjOperation,
    name: 'adjugate',
    python: (prefix) => [
      'def adjugate(a):',
      `    u, s, vt = ${prefix}.linalg.svd(a)`,
      `    place = ${prefix}.arange(len(s))`,
      `    others = ${prefix}.stack([${prefix}.prod(s ** ((place != i) * 1.0)) for i in range(len(s))])`,
      `    return ${prefix}.linalg.det(u) * ${prefix}.linalg.det(vt) * (vt.T * others) @ u.T`,
    ],
    julia: [
      'function adjugate(a)',
      '    u, s, v = svd(a)',
      '    others = [prod(s[[j for j in eachindex(s) if j != i]]) for i in eachindex(s)]',
      "    return det(u) * det(v) * v * Diagonal(others) * u'",
      'end',
    ],
  },
  {
    operation: cofactors2Operation,
    name: 'second_cofactors',
    python: (prefix) => [
      'def second_cofactors(a):',
      `    u, s, vt = ${prefix}.linalg.svd(a)`,
      '    n = len(s)',
      `    place = ${prefix}.arange(n)`,
      `    product = lambda i, j: ${prefix}.prod(s ** ((place != i) * (place != j) * 1.0)) * (i != j)`,
      `    others = ${prefix}.stack([${prefix}.stack([product(i, j) for j in range(n)]) for i in range(n)])`,
      `    both = ${prefix}.einsum('ab,ia,aj,kb,bl->ijkl', others, u, vt, u, vt)`,
      `    return ${prefix}.linalg.det(u) * ${prefix}.linalg.det(vt) * (both - ${prefix}.einsum('ilkj->ijkl', both))`,
    ],
    julia: [
      'function second_cofactors(a)',
      '    u, s, v = svd(a)',
      '    n = length(s)',
      '    others = [i == j ? 0.0 : prod(s[[k for k in 1:n if k != i && k != j]]) for i in 1:n, j in 1:n]',
      '    both(i, j, k, l) = sum(others[p, q] * u[i, p] * v[j, p] * u[k, q] * v[l, q] for p in 1:n, q in 1:n)',
      '    return [det(u) * det(v) * (both(i, j, k, l) - both(i, l, k, j)) for i in 1:n, j in 1:n, k in 1:n, l in 1:n]',
      'end',
    ],
  },
];
