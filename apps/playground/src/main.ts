// The first page: a formula and its partial derivatives, derived as one types.
import { diff, freeSymbols, parse } from '@nablajs/calculus';
import { NablaError } from '@nablajs/core-wasm';

const formula = document.querySelector<HTMLInputElement>('#formula')!;
const error = document.querySelector<HTMLElement>('#error')!;
const derivatives = document.querySelector<HTMLElement>('#derivatives')!;

function row(name: string, derivative: string): HTMLTableRowElement {
  const line = document.createElement('tr');
  const [head, cell] = [document.createElement('th'), document.createElement('td')];
  head.scope = 'row';
  head.textContent = `∂/∂${name}`;
  cell.textContent = derivative;
  line.append(head, cell);
  return line;
}

function derive(): void {
  try {
    const f = parse(formula.value);
    derivatives.replaceChildren(...freeSymbols(f).map((name) => row(name, String(diff(f, name)))));
    error.textContent = '';
  } catch (caught) {
    if (!(caught instanceof NablaError)) throw caught;
    error.textContent = caught.message;
  }
}

formula.addEventListener('input', derive);
derive();
