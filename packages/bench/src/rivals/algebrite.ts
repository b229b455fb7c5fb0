import algebrite from 'algebrite';
import { evaluate } from 'mathjs';
import type { Derivation } from '../cases/derive.js';

/** Its names have no underscores; its own printing of numbers has six digits, so mathjs evaluates what it derives. */
export const algebriteDerivation: Derivation = (text, names) => {
  const plain = (name: string): string => name.replace('_', 'q');
  const f = names.reduce((replaced, name) => replaced.replaceAll(new RegExp(`\\b${name}\\b`, 'g'), plain(name)), text);
  const gradient = names.map((name) => String(algebrite.derivative(f, plain(name))));
  return (at) => {
    const given = Object.fromEntries(Object.entries(at).map(([name, value]) => [plain(name), value]));
    return gradient.map((part) => Number(evaluate(part, { ...given })));
  };
};
