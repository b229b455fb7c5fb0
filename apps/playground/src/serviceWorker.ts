// Offline after the first load: every file of the build is put into one cache named after their common hash, and
// answered from there. A new build has a new name; it takes over at the next visit and the old cache goes. The
// documentation below docs/ is not part of the build and goes past this.

/** Filled in by build/precache.ts. */
declare const PRECACHE_FILES: readonly string[];
declare const PRECACHE_VERSION: string;

interface ExtendableEvent extends Event {
  waitUntil(work: Promise<unknown>): void;
}
interface FetchEvent extends ExtendableEvent {
  readonly request: Request;
  respondWith(answer: Promise<Response>): void;
}
interface WorkerScope {
  readonly registration: { readonly scope: string };
  readonly clients: { claim(): Promise<void> };
  skipWaiting(): Promise<void>;
  addEventListener(type: 'install' | 'activate', listener: (event: ExtendableEvent) => void): void;
  addEventListener(type: 'fetch', listener: (event: FetchEvent) => void): void;
}

const worker = self as unknown as WorkerScope;
const prefix = `nabla ${worker.registration.scope} `;
const cacheName = prefix + PRECACHE_VERSION;

async function install(): Promise<void> {
  const cache = await caches.open(cacheName);
  await cache.addAll(PRECACHE_FILES.map((file) => new Request(file, { cache: 'no-cache' })));
  await worker.skipWaiting();
}

async function activate(): Promise<void> {
  const old = (await caches.keys()).filter((each) => each.startsWith(prefix) && each !== cacheName);
  await Promise.all(old.map((each) => caches.delete(each)));
  await worker.clients.claim();
}

async function answer(request: Request): Promise<Response> {
  const cache = await caches.open(cacheName);
  const found = await cache.match(request.mode === 'navigate' ? './' : request, { ignoreSearch: true });
  return found ?? fetch(request);
}

worker.addEventListener('install', (event) => event.waitUntil(install()));
worker.addEventListener('activate', (event) => event.waitUntil(activate()));
worker.addEventListener('fetch', (event) => {
  const { request } = event;
  const { scope } = worker.registration;
  if (request.method === 'GET' && request.url.startsWith(scope) && !request.url.startsWith(`${scope}docs/`)) {
    event.respondWith(answer(request));
  }
});
