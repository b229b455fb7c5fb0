import type { RefObject } from 'preact';
import { useLayoutEffect, useState } from 'preact/hooks';

/** The width of an element in whole pixels, followed; at least 200. */
export function useWidth(element: RefObject<HTMLElement | null>, before: number = 600): number {
  const [width, setWidth] = useState(before);
  useLayoutEffect(() => {
    const take = (pixels: number): void => setWidth(Math.max(200, Math.round(pixels)));
    const observer = new ResizeObserver(([entry]) => take(entry!.contentRect.width));
    observer.observe(element.current!);
    take(element.current!.clientWidth);
    return () => observer.disconnect();
  }, [element]);
  return width;
}
