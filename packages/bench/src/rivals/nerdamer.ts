import nerdamer from 'nerdamer-prime/all';
import type { Derivation } from '../cases/derive.js';

export const nerdamerDerivation: Derivation = (text, names) => {
  const gradient = names.map((name) => nerdamer.diff(text, name));
  return (at) => {
    const given = Object.fromEntries(Object.entries(at).map(([name, value]) => [name, String(value)]));
    return gradient.map((part) => Number(part.evaluate(given).text('decimals')));
  };
};
