// A lockfile written where a registry lacks some platforms' optional binaries leaves them out; `npm ci` then fails
// everywhere, and other platforms would get no binary. Every optional dependency must be in the lock.
import { read } from './sources.mjs';

export const rule = 'package-lock.json holds every optional dependency of every package, for every platform';

export function check(root) {
  const { packages } = JSON.parse(read(root, 'package-lock.json'));
  const paths = Object.keys(packages);
  const complaints = [];
  for (const [path, entry] of Object.entries(packages)) {
    for (const name of Object.keys(entry.optionalDependencies ?? {})) {
      // Node looks for a dependency beside the dependant or in any node_modules above it.
      const prefixes = path.split('/node_modules/').map((_, i, parts) => parts.slice(0, i + 1).join('/node_modules/'));
      const places = ['', ...prefixes.filter((prefix) => prefix !== '').map((prefix) => `${prefix}/`)].map(
        (prefix) => `${prefix}node_modules/${name}`,
      );
      if (!places.some((place) => paths.includes(place)))
        complaints.push(`${path || 'the root'} wants ${name}, which the lock does not hold`);
    }
  }
  return complaints;
}
