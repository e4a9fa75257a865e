import type { Page } from '@playwright/test';
import { chooseOption } from './choose.ts';
import { textOrNull, tidy } from './text.ts';

/** The base map (底图) under a map. */
export class BasemapDriver {
  private readonly page: Page;

  constructor(page: Page) {
    this.page = page;
  }

  /** Whose map it is, as it is said on the map; null where there is none. */
  async credit(): Promise<string | null> {
    return textOrNull(this.page.locator('[data-part="map-credit"] > span'));
  }

  /** What is wrong with it; null: nothing. */
  async problem(): Promise<string | null> {
    return textOrNull(this.page.locator('[data-part="map-basemap-problem"]'));
  }

  /** Whether every tile of the view has been drawn. */
  async isDrawn(): Promise<boolean> {
    return (await this.page.locator('[data-part="map-credit"][data-loaded="true"]').count()) === 1;
  }

  /** Names of roads and places that are drawn. */
  async names(): Promise<string[]> {
    return this.page.locator('[data-part="map-names"] > span').allInnerTexts();
  }
}

/** The page of base maps in the connections window. */
export class BasemapSettingsDriver {
  private readonly page: Page;

  constructor(page: Page) {
    this.page = page;
  }

  /** Each base map as it is described. */
  async entries(): Promise<string[]> {
    const found = await this.page.locator('[data-part="conn-basemap"]').allInnerTexts();
    return found.map(tidy);
  }

  /** What became of recognising an address; null: nothing yet. */
  async found(): Promise<string | null> {
    return textOrNull(this.page.locator('[data-part="conn-basemap-found"]'));
  }

  /** The error under the address; null: none. */
  async refusal(): Promise<string | null> {
    return textOrNull(this.adding.locator('[data-part="conn-problem"] strong'));
  }

  async recognise(address: string, key: string): Promise<void> {
    await this.adding.getByRole('textbox', { name: '底图地址' }).fill(address);
    await this.adding.getByLabel('密钥').fill(key);
    await this.adding.getByRole('button', { name: '识别' }).click();
  }

  async save(name: string, approval: string, datum: string): Promise<void> {
    await this.adding.getByRole('textbox', { name: '名称' }).fill(name);
    await this.adding.getByRole('textbox', { name: '审图号' }).fill(approval);
    await chooseOption(this.adding, '坐标系', datum);
    await this.adding.getByRole('button', { name: '保存' }).click();
  }

  private get adding() {
    return this.page.locator('[data-part="conn-basemap-add"]');
  }
}
