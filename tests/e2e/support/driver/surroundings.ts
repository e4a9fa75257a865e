import type { Locator, Page } from '@playwright/test';
import { readPng } from '../png.ts';
import { textOrNull, tidy } from './text.ts';

/** The surroundings (周边) of a place on the page of a case or a whistle. */
export class SurroundingsDriver {
  private readonly page: Page;
  private readonly small: Locator;
  private readonly large: Locator;
  private readonly aborted: string[] = [];

  constructor(page: Page) {
    this.page = page;
    this.small = page.locator('[data-part="surroundings"]');
    this.large = page.locator('[data-part="surroundings-large"]');
    page.on('requestfailed', (request) => {
      if (request.failure()?.errorText === 'net::ERR_ABORTED') this.aborted.push(request.url());
    });
  }

  /** Whether every tile is there and the cases have been counted. */
  async isDrawn(): Promise<boolean> {
    const figure = this.small.locator('[data-part="surroundings-figure"]').first();
    if ((await figure.count()) === 0) return false;
    return (await figure.getAttribute('data-loaded')) === 'true';
  }

  /** The same of the large map too, where it is shown. */
  async areAllDrawn(): Promise<boolean> {
    return (await this.page.locator('[data-part="surroundings-figure"][data-loaded="false"]').count()) === 0;
  }

  /** Names of roads and places on the map. */
  async names(): Promise<string[]> {
    return this.small.locator('figure').first().locator('[data-part="map-names"] > span').allInnerTexts();
  }

  async credit(): Promise<string | null> {
    return textOrNull(this.small.locator('[data-part="map-credit"] > span').first());
  }

  /** Layers that the legend explains. */
  async legend(): Promise<string[]> {
    const found = this.small.locator('figure').first().locator('[data-part="map-layer-legend"] li');
    return (await found.allInnerTexts()).map(tidy);
  }

  /** How many cases are open near by. */
  async counted(): Promise<string | null> {
    return textOrNull(this.small.locator('[data-part="surroundings-count"]').first());
  }

  /** What lies near by, of the hall's own layers. */
  async near(): Promise<string[]> {
    const found = this.small.locator('[data-part="surroundings-near"]').first().locator('li');
    return (await found.allInnerTexts()).map(tidy);
  }

  /** Why there is no base map; null: there is. */
  async gap(): Promise<string | null> {
    return textOrNull(this.small.locator('[data-part="surroundings-gap"]').first());
  }

  /** Why there are no surroundings at all; null: there are. */
  async none(): Promise<string | null> {
    return textOrNull(this.page.locator('[data-part="surroundings-none"]'));
  }

  async scale(): Promise<string | null> {
    return textOrNull(this.small.locator('[data-part="surroundings-scale"]').first());
  }

  /** How many colours the drawing has, and a number that changes with any pixel. */
  async picture(): Promise<{ colours: number; print: string }> {
    const { rgba } = readPng(await this.small.locator('canvas').first().screenshot());
    let print = 0;
    for (const pixel of rgba) print = (Math.imul(print, 31) + pixel) | 0;
    return { colours: new Set(rgba).size, print: print.toString(16) };
  }

  /** Canvases of this page that hold a context of WebGL. */
  async glContexts(): Promise<number> {
    return this.page.evaluate<number>(
      `[...document.querySelectorAll('canvas')].filter((canvas) => canvas.getContext('2d') === null).length`,
    );
  }

  async toggleCity(): Promise<void> {
    await this.small.getByRole('button', { name: '看全区' }).click();
  }

  /** Whether the surroundings are shown large, with every tile. */
  async isLarge(): Promise<boolean> {
    return (await this.large.locator('[data-part="surroundings-figure"][data-loaded="true"]').count()) === 1;
  }

  /** The cases near by, as they are listed beside the large map. */
  async rows(): Promise<string[]> {
    const found = this.large.locator('[data-part="surroundings-rows"] li');
    return (await found.allInnerTexts()).map(tidy);
  }

  async openRow(at: number): Promise<void> {
    await this.large.locator('[data-part="surroundings-rows"] li').nth(at).getByRole('button').click();
  }

  /** Holds tiles back until they are let go; how many are waiting. */
  async holdTiles(): Promise<{ waiting(): number; letGo(): Promise<void> }> {
    const waiting: (() => void)[] = [];
    const address = /\/api\/layers\/tiles/;
    await this.page.route(address, async (route) => {
      await new Promise<void>((resolve) => waiting.push(resolve));
      // Where the window has given it up, there is nothing to continue.
      await route.continue().catch(() => undefined);
    });
    return {
      waiting: () => waiting.length,
      letGo: async () => {
        for (const resolve of waiting) resolve();
        await this.page.unroute(address);
      },
    };
  }

  /** Tiles that were given up while they were on their way. */
  tilesGivenUp(): number {
    return this.aborted.filter((url) => url.includes('/api/layers/tiles')).length;
  }
}
