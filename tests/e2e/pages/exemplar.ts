import { type Locator, type Page } from '@playwright/test';
import { expect } from '../fixtures';

/** Follows an exemplar of a panel of Grafana's to its story, which has to be there. */
export async function followExemplar(page: Page, panel: Locator): Promise<void> {
  const marker = panel.getByTestId('data-testid Exemplar marker').first();
  // They stand close to each other, and the lines are drawn anew while one aims.
  await expect(async () => {
    await marker.focus();
    await page.keyboard.press('Enter');
    await expect(page.getByRole('link', { name: 'Open trace' })).toHaveCount(1, { timeout: 5_000 });
  }).toPass();
  await page.getByRole('link', { name: 'Open trace' }).click();
  await expect(page).toHaveURL(/\/traces\/[0-9a-f]{16,32}\?(?:.*&)?near=\d+/);
  await expect(page.getByTestId('waterfall-span').first()).toBeVisible();
}
