import type { Page } from "@playwright/test";

/** Pixels by which a wheel that is turned fast moves a page between two frames. */
const STEP = 600;
const FRAMES = 120;

type Frames = {
  /** Milliseconds from one frame to the next. */
  median: number;
  p95: number;
  longest: number;
  /** Milliseconds of each task that held the page for more than 50. */
  longTasks: number[];
  /** Nodes of the grid at their most. */
  nodes: number;
};

/** Scrolls up from where the grid stands, a piece in each frame, and looks at every frame. */
export const scrollThrough = (page: Page): Promise<Frames> =>
  page.evaluate(
    async ({ STEP, FRAMES }) => {
      const grid = document.querySelector('[role="grid"]');
      let scrolled: Element | null = grid;
      while (scrolled && scrolled.scrollTop === 0) scrolled = scrolled.parentElement;
      if (!grid || !scrolled) throw new Error("Nothing is scrolled.");
      const longTasks: number[] = [];
      const observer = new PerformanceObserver((list) => {
        for (const { duration } of list.getEntries()) longTasks.push(Math.round(duration));
      });
      observer.observe({ type: "longtask" });
      const frame = () => new Promise<number>((resolve) => requestAnimationFrame(resolve));
      const lasted: number[] = [];
      let nodes = 0;
      let former = await frame();
      for (let n = 0; n < FRAMES; n++) {
        scrolled.scrollTop -= STEP;
        const now = await frame();
        lasted.push(now - former);
        former = now;
        nodes = Math.max(nodes, grid.querySelectorAll("*").length);
      }
      observer.disconnect();
      const sorted = lasted.toSorted((one, other) => one - other);
      const at = (share: number) => Math.round(sorted[Math.floor(share * (sorted.length - 1))] ?? 0);
      return { median: at(0.5), p95: at(0.95), longest: at(1), longTasks, nodes };
    },
    { STEP, FRAMES },
  );
