/**
 * From index form back to matrix notation.
 *
 * The factors of a product are the edges (matrices) and marks (vectors) of a graph whose vertices are the labels. Three
 * reductions remove a summed label or an edge, and turn every series-parallel graph into one matrix, vector or scalar:
 *
 *     series     Σ_j A[i,j]·v[j]·B[j,k] = (A·diag(v)·B)[i,k]      end   Σ_j A[i,j]·v[j] = (A·v)[i]
 *     parallel   A[i,j]·B[i,j] = (A ⊙ B)[i,j]                     loop  A[i,i] = diag(A)[i]
 *
 * What they leave over has no matrix notation and stays in index form, so nothing is ever lost.
 */
import type { Expr } from '../expr/node.js';
import { oneExpr, product } from '../ops/arithmetic.js';
import { isIdentity, sizeExpr } from '../ops/matrix/identity.js';
import type { Factor, Label, Labels, Term } from '../ops/matrix/indexForm.js';
import { matmul } from '../ops/matrix/product.js';
import { total } from '../ops/matrix/reduce.js';
import { trace } from '../ops/matrix/square.js';
import { diag } from '../ops/matrix/structure.js';
import { indexed } from '../ops/matrix/tensor.js';
import { countTransposes, transpose } from '../ops/matrix/transpose.js';
import { ones } from '../ops/matrix/zeros.js';
import { type Edge, IndexGraph } from './indexGraph.js';
import { pairIndices } from './pairIndices.js';

/** The product in matrix notation where it has one, else in index form with the given letters for its free indices. */
export function identify(form: Term, free: readonly Label[], names: string, labels: Labels): Expr {
  const graph = new IndexGraph(form, free, labels);
  while (loop(graph) || component(graph) || parallel(graph) || removeLabel(graph) || pairIndices(graph));
  return product([graph.coefficient, notation(graph, names)]);
}

function loop(graph: IndexGraph): boolean {
  const edge = graph.edges.find(({ a, b }) => a === b);
  if (edge === undefined) return false;
  without(graph, [edge], []);
  if (bare(graph, edge.a, [])) {
    graph.scale(trace(edge.matrix));
    graph.marks.delete(edge.a);
  } else graph.mark(edge.a, diag(edge.matrix));
  return true;
}

/** Nothing but the given edges at a summed label. */
function bare(graph: IndexGraph, label: Label, edges: readonly Edge[]): boolean {
  const free = graph.free.includes(label);
  return (
    !free &&
    !graph.inTensor(label) &&
    !graph.vector(label) &&
    graph.edgesAt(label).every((each) => edges.includes(each))
  );
}

/** Two labels that only meet each other: Σ A[i,j]·B[i,j] = tr(A'·B), Σ A[i,j] = sum(A). */
function component(graph: IndexGraph): boolean {
  for (const first of graph.edges) {
    const { a, b } = first;
    const edges = graph.edgesAt(a);
    const between = edges.every((each) => (each.a === a && each.b === b) || (each.a === b && each.b === a));
    if (edges.length > 2 || a === b || !between || !bare(graph, a, edges) || !bare(graph, b, edges)) continue;
    const other = edges.find((each) => each !== first);
    graph.scale(other === undefined ? total(first.matrix) : trace(matmul([transpose(first.matrix), rowsAt(other, a)])));
    without(graph, edges, [a, b]);
    return true;
  }
  return false;
}

function without(graph: IndexGraph, edges: readonly Edge[], labels: readonly Label[]): void {
  graph.edges = graph.edges.filter((each) => !edges.includes(each));
  for (const label of labels) graph.marks.delete(label);
}

function parallel(graph: IndexGraph): boolean {
  for (const first of graph.edges) {
    const second = graph.edges.find(
      (each) =>
        each !== first && ((each.a === first.a && each.b === first.b) || (each.a === first.b && each.b === first.a)),
    );
    if (second === undefined) continue;
    without(graph, [first, second], []);
    const other = rowsAt(second, first.a);
    if (isIdentity(first.matrix) || isIdentity(other)) {
      graph.mark(first.a, diag(isIdentity(other) ? first.matrix : other));
      graph.edges.push({ ...first, matrix: isIdentity(other) ? other : first.matrix });
    } else graph.edges.push({ ...first, matrix: product([first.matrix, other]) });
    return true;
  }
  return false;
}

/** The edge's matrix with its rows at the given label. */
function rowsAt(edge: Edge, label: Label): Expr {
  return edge.a === label ? edge.matrix : transpose(edge.matrix);
}

/** Removes one summed label with at most two edges. */
function removeLabel(graph: IndexGraph): boolean {
  for (const label of graph.summed()) {
    const edges = graph.edgesAt(label);
    if (edges.length > 2 || graph.inTensor(label)) continue;
    const vector = graph.vector(label);
    const vectors = graph.marks.get(label) ?? [];
    without(graph, edges, [label]);
    if (edges.length === 0) {
      if (vector === undefined) graph.scale(sizeExpr(graph.labels.size(label)));
      else if (vectors.length === 1) graph.scale(total(vector));
      else graph.scale(matmul([transpose(vectors[0]!), product(vectors.slice(1))]));
      return true;
    }
    const [first, second] = edges as [Edge, Edge | undefined];
    const left = transpose(rowsAt(first, label));
    const start = first.a === label ? first.b : first.a;
    if (second === undefined) {
      graph.mark(start, matmul([left, vector ?? ones([graph.labels.size(label)])]));
    } else {
      const end = second.a === label ? second.b : second.a;
      const middle = vector === undefined ? [] : [diag(vector)];
      graph.edges.push({ a: start, b: end, matrix: matmul([left, ...middle, rowsAt(second, label)]) });
    }
    normalise(graph);
    return true;
  }
  return false;
}

/** Pulls scalars out of the newest edge or mark, and splits an outer product into two marks. */
function normalise(graph: IndexGraph): void {
  const { edges, tensors, free, labels, coefficient, marks } = graph;
  const factors: Factor[] = [...tensors];
  for (const { a, b, matrix } of edges) factors.push({ node: matrix, at: [a, b] });
  for (const [label, vectors] of marks) {
    for (const node of vectors.length === 0 ? [ones([labels.size(label)])] : vectors)
      factors.push({ node, at: [label] });
  }
  const outer = edges.filter(({ matrix }) => matrix.args[0]?.shape.length === 1 && matrix.args.length > 1);
  if (outer.length === 0 && !edges.some(({ matrix }) => matrix.value !== undefined)) return;
  const again = new IndexGraph({ coefficient, factors }, free, labels);
  Object.assign(graph, {
    coefficient: again.coefficient,
    edges: again.edges,
    marks: again.marks,
    tensors: again.tensors,
  });
}

function notation(graph: IndexGraph, names: string): Expr {
  const { free, labels } = graph;
  const reduced = graph.tensors.length === 0 && graph.summed().length === 0;
  if (reduced && free.length === 0) return oneExpr;
  if (reduced && free.length === 1) return graph.vector(free[0]!) ?? ones([labels.size(free[0]!)]);
  if (reduced && free.length === 2) {
    const [r, c] = free as [Label, Label];
    const [u, v] = [graph.vector(r), graph.vector(c)];
    const edge = graph.edges[0];
    if (edge === undefined) return outerProduct(u, v, labels.size(r), labels.size(c));
    const matrix = rowsAt(edge, r);
    if (isIdentity(matrix)) {
      const entries = [u, v].filter((each) => each !== undefined);
      return entries.length === 0 ? matrix : diag(product(entries));
    }
    return matmul([...(u === undefined ? [] : [diag(u)]), matrix, ...(v === undefined ? [] : [diag(v)])]);
  }
  return indexed(leftovers(graph), free, names, labels);
}

function outerProduct(u: Expr | undefined, v: Expr | undefined, m: number | string, n: number | string): Expr {
  if (u === undefined && v === undefined) return ones([m, n]);
  return matmul([u ?? ones([m]), transpose(v ?? ones([n]))]);
}

/** The factors in index form, in the order of their first free index, transposes written by swapping indices. */
function leftovers(graph: IndexGraph): Factor[] {
  const factors: Factor[] = [...graph.tensors];
  for (const { a, b, matrix } of graph.edges) {
    const other = transpose(matrix);
    const turned = isIdentity(matrix) ? a > b : countTransposes(other) < countTransposes(matrix);
    factors.push({ node: turned ? other : matrix, at: turned ? [b, a] : [a, b] });
  }
  for (const label of [...graph.free, ...graph.summed()]) {
    const vector = graph.vector(label);
    const elsewhere = factors.some((factor) => factor.at.includes(label));
    if (vector !== undefined) factors.push({ node: vector, at: [label] });
    else if (!elsewhere) factors.push({ node: ones([graph.labels.size(label)]), at: [label] });
  }
  const place = (label: Label): number => (graph.free.includes(label) ? graph.free.indexOf(label) : 100 + label);
  const key = (factor: Factor): number => Math.min(...factor.at.map(place));
  return factors.sort((a, b) => key(a) - key(b) || place(a.at[a.at.length - 1]!) - place(b.at[b.at.length - 1]!));
}
