import { openSampleShop } from '../../src/sample';
import { expect, expectShown, FIXED, test } from './support/fixtures';
import { INCIDENT, RANGE } from './support/truth';

const { culprit } = INCIDENT;
const SHOP = openSampleShop().requests;

test('an area of the heatmap is dragged over: differences and traces are of it', async ({ tracesPage, page }) => {
  await tracesPage.goto({ ...FIXED, where: `service=${culprit.service}` });
  const heatmap = page.getByTestId('duration-heatmap');
  const box = (await heatmap.boundingBox())!;
  // The upper part: the charges that the processor kept waiting, in the middle of the incident.
  await page.mouse.move(box.x + box.width * 0.3, box.y + 2);
  await page.mouse.down();
  await page.mouse.move(box.x + box.width * 0.5, box.y + box.height * 0.3, { steps: 4 });
  await page.mouse.move(box.x + box.width * 0.7, box.y + box.height * 0.5, { steps: 4 });
  await page.mouse.up();

  await expect.poll(() => tracesPage.params.get('selected')).toMatch(/^\d+,\d+,/);
  const [from, to, shortest, longest] = tracesPage.params.get('selected')!.split(',').map(Number) as number[];
  expect(from).toBeGreaterThan(RANGE.from);
  expect(to).toBeLessThan(RANGE.to);
  await expect(page.getByRole('heading', { name: 'Selected requests' })).toBeVisible();
  await expect(page.getByRole('heading', { name: 'Selected traces' })).toBeVisible();
  const table = page.getByRole('table', { name: 'Selected traces' });
  // Those of the question before stay, dimmed, until the answer is there.
  await expect(page.locator('section[aria-busy=false]').filter({ has: table })).toBeVisible();
  const rows = table.getByTestId(/^trace-/);
  await rows.first().waitFor();
  const ids = await rows.evaluateAll((all) => all.map((row) => row.getAttribute('data-testid')!.slice(6)));
  for (const id of ids) {
    const found = SHOP.byTraceId(id, RANGE.to)!.spans.filter(
      ({ service, kind, start, duration }) =>
        service === culprit.service &&
        kind === 'server' &&
        start >= from! &&
        start < to! &&
        duration / 1000 >= (shortest || 0) &&
        duration / 1000 <= (longest || Infinity)
    );
    expect(found, `a selected span of ${id}`).not.toEqual([]);
  }
  await page.getByRole('link', { name: 'Clear selection' }).click();
  await expect.poll(() => tracesPage.params.get('selected')).toBeNull();
  await page.goBack();
  await expect(page.getByRole('heading', { name: 'Selected requests' })).toBeVisible();
});

test('what failed is told apart by what the incident is about', async ({ tracesPage, page }) => {
  await tracesPage.goto({ ...FIXED, where: `service=${culprit.service}` });
  const failed = page.locator('section').filter({ has: page.getByRole('heading', { name: 'Failed requests' }) });
  for (const value of Object.values(culprit.attributes)) {
    await expect(failed).toContainText(`= ${value}`);
  }
});

test('the heatmap is selected by keys as well', async ({ tracesPage, page }) => {
  await tracesPage.goto({ ...FIXED, where: `service=${culprit.service}` });
  await page.getByTestId('duration-heatmap').focus();
  for (const key of ['ArrowLeft', 'ArrowLeft', 'Shift+ArrowLeft', 'Shift+ArrowDown', 'Enter']) {
    await page.keyboard.press(key);
  }
  await expect.poll(() => tracesPage.params.get('selected')).toMatch(/^\d+,\d+,/);
  await page.keyboard.press('Escape');
  await expect.poll(() => tracesPage.params.get('selected')).toBeNull();
});

test('an id is found without the zeros that it begins with', async ({ tracesPage, page }) => {
  const request = SHOP.find({ from: RANGE.from, to: RANGE.from + 60_000, limit: Infinity }).requests.find(
    ({ traceId }) => traceId.startsWith('0')
  )!;
  await tracesPage.goto(FIXED);
  await page.getByTestId('duration-heatmap').waitFor();
  await page.keyboard.press('/');
  await page.keyboard.type(request.traceId.replace(/^0+/, ''));
  await page.keyboard.press('Enter');
  await expect(page.getByTestId('request-story')).toContainText(request.traceId);
  await expect(page.getByTestId('request-story')).toContainText(`${request.method} ${request.route}`);
});

test('what is no id is refused', async ({ tracesPage, page }) => {
  await tracesPage.goto(FIXED);
  const input = page.getByRole('textbox', { name: 'Open trace by ID' });
  await input.fill('no id');
  await input.press('Enter');
  await expect(page.getByRole('alert')).toContainText('1 to 32 hexadecimal digits');
});

test('a trace leads to its story at the same time, and back leads back', async ({ tracesPage, page }) => {
  await tracesPage.goto({ ...FIXED, where: 'error=true' });
  const row = page.getByTestId(/^trace-/).first();
  const id = (await row.getAttribute('data-testid'))!.slice(6);
  await row.getByRole('link').click();
  await expect(page.getByTestId('request-story')).toContainText(id);
  expect([tracesPage.params.get('from'), tracesPage.params.get('to')]).toEqual([FIXED.from, FIXED.to]);
  await page.goBack();
  await expect(tracesPage.heading).toHaveText('Traces');
  expect(tracesPage.params.getAll('where')).toEqual(['error=true']);
});

test('requests are grouped by an attribute, and a value leads to its requests', async ({ tracesPage, page }) => {
  await tracesPage.goto({ ...FIXED, where: `service=${culprit.service}` });
  await page.getByRole('tab', { name: 'Group by' }).click();
  const table = page.getByRole('table', { name: /^Requests by/ });
  await expect(table).toHaveAccessibleName('Requests by route');
  await page.getByRole('combobox', { name: 'Group by' }).fill('card_brand');
  await page.getByRole('option', { name: 'shop.card_brand' }).click();
  await expect(table).toHaveAccessibleName('Requests by shop.card_brand');
  await expect(page.locator('[aria-busy=true]').filter({ has: table })).toHaveCount(0);
  await page.getByRole('button', { name: 'Error rate' }).click();
  const brand = String(culprit.attributes.card_brand);
  const worst = table.getByRole('row').nth(1);
  await expect(worst.getByRole('rowheader')).toHaveText(brand);
  const of = (value: string) =>
    SHOP.find({ ...RANGE, limit: Infinity }).requests.flatMap(({ spans }) =>
      spans.filter(
        ({ service, kind, attributes }) =>
          service === culprit.service && kind === 'server' && attributes['shop.card_brand'] === value
      )
    );
  const spans = of(brand);
  const [rate = '', , errors = ''] = await worst.getByRole('cell').allInnerTexts();
  expectShown(rate, spans.length / ((RANGE.to - RANGE.from) / 1000));
  expectShown(errors, spans.filter(({ isError }) => isError).length / spans.length);
  await worst.getByRole('link').click();
  await expect
    .poll(() => tracesPage.params.getAll('where'))
    .toEqual([`service=${culprit.service}`, `span.shop.card_brand=${brand}`]);
  await expect(page.getByTestId('duration-heatmap')).toBeVisible();
});
