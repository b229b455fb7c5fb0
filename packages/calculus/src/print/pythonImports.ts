/** The import statements of Python code: the library that it is for, which is the last, and before it what it mentions. */
export function pythonImports(imports: readonly string[], code: string): string[] {
  const isUsed = (line: string): boolean => new RegExp(`\\b${/\w+$/.exec(line)![0]}\\.`).test(code);
  const needed = imports.filter((line, k) => k === imports.length - 1 || isUsed(line));
  return needed[0] === 'import math' ? ['import math', '', ...needed.slice(1)] : needed;
}
