import { expect, test } from '../fixtures';
import { followExemplar } from '../pages/exemplar';

test(
  'an exemplar that Prometheus scraped leads to the story of its request',
  { tag: '@core' },
  async ({ servicePage, page }) => {
    await servicePage.goto({ service: 'shop-api', from: 'now-15m', to: 'now' });
    await followExemplar(page, servicePage.panel(/^Latency$/));
    await expect(page.getByTestId('waterfall-span').first()).toContainText('shop-api');
    expect(servicePage.params.get('from')).toBe('now-15m');
  }
);
