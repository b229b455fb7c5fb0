import type { ComponentChildren, JSX } from 'preact';

/** An empty or failed state: what is so, and what to do. */
export function Notice({ title, children }: { title: string; children?: ComponentChildren }): JSX.Element {
  return (
    <div class="notice">
      <p class="notice-title">{title}</p>
      {children !== undefined && <p>{children}</p>}
    </div>
  );
}
