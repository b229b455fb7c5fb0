import { definePage, type Page } from '../../app/definePage.js';
import { codec, flag, oneOf, text } from '../../url/codec.js';
import { declarations } from './declaration.js';
import { examples } from './examples.js';
import { Matrix, type MatrixInputs } from './Matrix.js';

const first = examples[0]!.inputs;

export const page: Page = definePage(
  codec<MatrixInputs>({
    f: text(first.f!),
    declared: declarations(first.declared!),
    by: text(first.by!, 20),
    layout: oneOf(['mixed', 'numerator', 'denominator'], 'mixed'),
    invertible: flag(false),
  }),
  Matrix,
);
