/**
 * Reductions for the tensor S[p,i,j] that pairs two indices (p = i + m·j), which turn back into vec, kron and unvec:
 *
 *     Σ_p S[p,i,j] = 1      Σ_p S[p,i,j]·S[p,k,l] = δ[i,k]·δ[j,l]      Σ_ij S[p,i,j]·A[i,j] = vec(A)[p]      Σ_p v[p]·S[p,i,j] = unvec(v)[i,j]
 *     Σ S[p,k,i]·S[q,l,j]·A[i,j]·B[k,l] = kron(A, B)[p,q]
 */

import type { Expr } from '../expr/node.js';
import { node } from '../expr/node.js';
import { eye } from '../ops/matrix/identity.js';
import type { Factor, Label } from '../ops/matrix/indexForm.js';
import { matmul } from '../ops/matrix/product.js';
import { diag, isSelector, kronOperation, unvec, vecOperation } from '../ops/matrix/structure.js';
import { transpose } from '../ops/matrix/transpose.js';
import { ones } from '../ops/matrix/zeros.js';
import { apply } from '../ops/table.js';
import { type Edge, type IndexGraph, mergeIdentities } from './indexGraph.js';

export function pairIndices(graph: IndexGraph): boolean {
  const selectors = graph.tensors.filter((factor) => isSelector(factor.node));
  for (const selector of selectors) {
    if (
      cancelPair(graph, selector, selectors) ||
      toVec(graph, selector) ||
      toUnvec(graph, selector) ||
      sumPairs(graph, selector)
    )
      return true;
    if (toKron(graph, selector, selectors)) return true;
  }
  return false;
}

/** Σ_p S[p,i,j] = 1 for every i and j. */
function sumPairs(graph: IndexGraph, selector: Factor): boolean {
  const [p, i, j] = selector.at as [Label, Label, Label];
  if (graph.vector(p) !== undefined || !only(graph, p, [selector], [])) return false;
  without(graph, [selector], [], [p]);
  for (const label of [i, j]) graph.mark(label, ones([graph.labels.size(label)]));
  return true;
}

/** The label is summed and occurs in the given factors only. */
function only(graph: IndexGraph, label: Label, tensors: readonly Factor[], edges: readonly Edge[]): boolean {
  return (
    !graph.free.includes(label) &&
    graph.tensors.every((factor) => tensors.includes(factor) || !factor.at.includes(label)) &&
    graph.edgesAt(label).every((edge) => edges.includes(edge))
  );
}

function without(
  graph: IndexGraph,
  tensors: readonly Factor[],
  edges: readonly Edge[],
  labels: readonly Label[],
): void {
  graph.tensors = graph.tensors.filter((factor) => !tensors.includes(factor));
  graph.edges = graph.edges.filter((edge) => !edges.includes(edge));
  for (const label of labels) graph.marks.delete(label);
}

function cancelPair(graph: IndexGraph, first: Factor, selectors: readonly Factor[]): boolean {
  const [p] = first.at as [Label];
  const second = selectors.find((each) => each !== first && each.at[0] === p && each.node === first.node);
  if (second === undefined || !only(graph, p, [first, second], []) || graph.vector(p) !== undefined) return false;
  without(graph, [first, second], [], [p]);
  const factors: Factor[] = [
    ...graph.tensors,
    ...graph.edges.map(({ a, b, matrix }) => ({ node: matrix, at: [a, b] })),
  ];
  for (const [label, vectors] of graph.marks) for (const each of vectors) factors.push({ node: each, at: [label] });
  for (const axis of [1, 2])
    factors.push({ node: eye(graph.labels.size(first.at[axis]!)), at: [first.at[axis]!, second.at[axis]!] });
  graph.tensors = [];
  graph.edges = [];
  graph.marks = new Map();
  for (const factor of mergeIdentities(factors, graph.free)) graph.add(factor);
  return true;
}

function toVec(graph: IndexGraph, selector: Factor): boolean {
  const [p, i, j] = selector.at as [Label, Label, Label];
  const edges = graph.edges.filter(({ a, b }) => (a === i && b === j) || (a === j && b === i));
  if (edges.length > 1 || !only(graph, i, [selector], edges) || !only(graph, j, [selector], edges)) return false;
  const [u, v] = [graph.vector(i), graph.vector(j)];
  const edge = edges[0];
  let matrix: Expr;
  if (edge === undefined) {
    matrix = matmul([u ?? ones([graph.labels.size(i)]), transpose(v ?? ones([graph.labels.size(j)]))]);
  } else {
    matrix = edge.a === i ? edge.matrix : transpose(edge.matrix);
    matrix = matmul([...(u ? [diag(u)] : []), matrix, ...(v ? [diag(v)] : [])]);
  }
  without(graph, [selector], edges, [i, j]);
  graph.mark(p, apply(vecOperation, [matrix]));
  return true;
}

function toUnvec(graph: IndexGraph, selector: Factor): boolean {
  const [p, i, j] = selector.at as [Label, Label, Label];
  const vector = graph.vector(p);
  if (vector === undefined || !only(graph, p, [selector], [])) return false;
  without(graph, [selector], [], [p]);
  graph.edges.push({ a: i, b: j, matrix: unvec(vector, graph.labels.size(i), graph.labels.size(j)) });
  return true;
}

function toKron(graph: IndexGraph, first: Factor, selectors: readonly Factor[]): boolean {
  const [p, k, i] = first.at as [Label, Label, Label];
  for (const second of selectors) {
    const [q, l, j] = second.at as [Label, Label, Label];
    if (second === first) continue;
    const outer = graph.edges.find(({ a, b }) => a === i && b === j);
    const inner = graph.edges.find(({ a, b }) => a === k && b === l);
    if (outer === undefined || inner === undefined) continue;
    const both = [first, second];
    const edges = [outer, inner];
    const labels = [i, j, k, l];
    if (!labels.every((label) => only(graph, label, both, edges) && graph.vector(label) === undefined)) continue;
    without(graph, both, edges, labels);
    graph.edges.push({ a: p, b: q, matrix: node(kronOperation, [outer.matrix, inner.matrix]) });
    return true;
  }
  return false;
}
