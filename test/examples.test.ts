// Every example in the documentation of a public name runs.
import { describe, expect, it } from 'vitest';
import { filesBelow, run, snippetsOf } from './snippets.js';

describe.each(['core-wasm', 'calculus', 'optim', 'nn'])('examples of @nablajs/%s', (name) => {
  const snippets = filesBelow(`packages/${name}/src`, '.ts').flatMap(snippetsOf);

  it('exist', () => expect(snippets.length).toBeGreaterThan(0));

  it.each(snippets)('$where', async (snippet) => {
    await run(snippet);
  });
});
