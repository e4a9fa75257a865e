import type { Page } from '@playwright/test';
import { chooseOption } from './choose.ts';
import { textOrNull, tidy } from './text.ts';

/** The hall's own layers (自有图层) on a map. */
export class OwnLayersDriver {
  private readonly page: Page;

  constructor(page: Page) {
    this.page = page;
  }

  /** Layers that the legend explains, the highest first. */
  async legend(): Promise<string[]> {
    const found = await this.page.locator('[data-part="map-layer-legend"] li').allInnerTexts();
    return found.map(tidy);
  }

  /** Whether every tile of the view has been drawn. */
  async isDrawn(): Promise<boolean> {
    return (await this.page.locator('[data-part="map-layer-legend"][data-loaded="true"]').count()) === 1;
  }

  /** That features were left out since they lie too close; null: none was. */
  async thinned(): Promise<string | null> {
    return textOrNull(this.page.locator('[data-part="map-thinned"]'));
  }

  /** Switches a layer in the list, which is opened and closed. */
  async toggle(name: string): Promise<void> {
    await this.page.getByRole('button', { name: /^图层/ }).click();
    const list = this.page.locator('[data-part="map-layers"]');
    await list.getByText(name, { exact: true }).click();
    await list.getByRole('button', { name: '收起' }).click();
  }

  async openList(): Promise<void> {
    await this.page.getByRole('button', { name: /^图层/ }).click();
  }
}

/** The page of the layers in the connections window. */
export class LayerSettingsDriver {
  private readonly page: Page;

  constructor(page: Page) {
    this.page = page;
  }

  /** Each layer as it is described, the highest first. */
  async entries(): Promise<string[]> {
    const found = await this.page.locator('[data-part="conn-layer"]').allInnerTexts();
    return found.map(tidy);
  }

  async upload(paths: string[]): Promise<void> {
    const choosing = this.page.waitForEvent('filechooser');
    await this.page.getByRole('button', { name: '选择文件…' }).click();
    await (await choosing).setFiles(paths);
  }

  /** The error under the field of files; null: none. */
  async refusal(): Promise<string | null> {
    return textOrNull(this.page.locator('[data-part="conn-layer-add"] [data-part="conn-problem"] strong'));
  }

  async change(layer: string, name: string, colour: string): Promise<void> {
    const entry = this.page.getByRole('region', { name: layer, exact: true });
    await entry.getByRole('button', { name: '修改' }).click();
    await entry.getByRole('textbox', { name: '图层名称' }).fill(name);
    await chooseOption(entry, '颜色', colour);
    await entry.getByRole('button', { name: '保存' }).click();
  }

  async lower(layer: string): Promise<void> {
    await this.page
      .getByRole('region', { name: layer, exact: true })
      .getByRole('button', { name: '下移' })
      .click();
  }

  async remove(layer: string): Promise<void> {
    const entry = this.page.getByRole('region', { name: layer, exact: true });
    await entry.getByRole('button', { name: '移除…' }).click();
    await entry.getByRole('button', { name: '移除', exact: true }).click();
  }
}
