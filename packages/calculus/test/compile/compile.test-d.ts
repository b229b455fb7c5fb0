// Without an option everything is there; what was not asked for is no property; of an option known only as it runs,
// everything may be there.
import { type Compiled, type CompiledMap, type CompileOptions, compile, parse } from '@nablajs/calculus';
import type { Objective } from '@nablajs/optim';
import { expectTypeOf, test } from 'vitest';

type Slopes = (x: ArrayLike<number>, out?: Float64Array) => Float64Array;
type Batches = (columns: readonly Float64Array[], count: number, out?: Float64Array) => Float64Array;

const f = parse('x^2');
declare const some: CompileOptions;

test('all derivatives by default', () => {
  for (const compiled of [
    compile(f, ['x']),
    compile(f, ['x'], {}),
    compile(f, ['x'], { backend: 'interpreter' }),
    compile(f, ['x'], { derivatives: 2 }),
  ]) {
    expectTypeOf(compiled).toEqualTypeOf<Compiled>();
    expectTypeOf(compiled.gradient).toEqualTypeOf<Slopes>();
    expectTypeOf(compiled.hessian).toEqualTypeOf<Slopes>();
    expectTypeOf(compiled.batchGradient).toEqualTypeOf<Batches>();
    expectTypeOf(compiled.batchHessian).toEqualTypeOf<Batches>();
  }
  for (const map of [compile([f], ['x']), compile([f], ['x'], { derivatives: 1 })]) {
    expectTypeOf(map).toEqualTypeOf<CompiledMap>();
    expectTypeOf(map.jacobian).toEqualTypeOf<Slopes>();
    expectTypeOf(map.batchJacobian).toEqualTypeOf<Batches>();
  }
});

test('no more than was asked for', () => {
  const first = compile(f, ['x'], { derivatives: 1 });
  expectTypeOf(first.gradient).toEqualTypeOf<Slopes>();
  expectTypeOf(first.batchGradient).toEqualTypeOf<Batches>();
  expectTypeOf(first).not.toHaveProperty('hessian');
  expectTypeOf(first).not.toHaveProperty('batchHessian');
  expectTypeOf(compile(f, ['x'], { derivatives: 0 })).not.toHaveProperty('gradient');
  expectTypeOf(compile(f, ['x'], { derivatives: 0 })).not.toHaveProperty('batchGradient');
  expectTypeOf(compile([f], ['x'], { derivatives: 0 })).not.toHaveProperty('jacobian');
});

test('perhaps, when the option is not known', () => {
  const compiled = compile(f, ['x'], some);
  expectTypeOf(compiled.gradient).toEqualTypeOf<Slopes | undefined>();
  expectTypeOf(compiled.hessian).toEqualTypeOf<Slopes | undefined>();
  expectTypeOf(compile([f], ['x'], some).jacobian).toEqualTypeOf<Slopes | undefined>();
  expectTypeOf<Compiled<1 | 2>['gradient']>().toEqualTypeOf<Slopes>();
  expectTypeOf<Compiled<1 | 2>['hessian']>().toEqualTypeOf<Slopes | undefined>();
});

test('more serves as less, and everything is an objective', () => {
  expectTypeOf<Compiled>().toExtend<Compiled<1>>();
  expectTypeOf<Compiled<1>>().toExtend<Compiled<0>>();
  expectTypeOf<Compiled<1>>().not.toExtend<Compiled>();
  expectTypeOf<Compiled>().toExtend<Compiled<0 | 1 | 2>>();
  expectTypeOf<Compiled>().toExtend<Objective>();
  expectTypeOf<Compiled<0>>().toExtend<Objective>();
  expectTypeOf<Compiled<0 | 1 | 2>>().toExtend<Objective>();
});
