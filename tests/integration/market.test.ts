import { sql } from '@payloadcms/db-postgres';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { type SumupSandbox, startSumupSandbox } from '../doubles/sumup/server.ts';
import { linkTo } from './bodies.ts';
import { bootTest, type TestBoot } from './harness.ts';
import { createShop } from './shop.ts';

let sandbox: SumupSandbox;
let house: TestBoot;
let shop: ReturnType<typeof createShop>;

beforeAll(async () => {
  sandbox = await startSumupSandbox();
  house = await bootTest({ SUMUP_API_KEY: sandbox.apiKey, SUMUP_MERCHANT_CODE: sandbox.merchantCode, SUMUP_HOST: sandbox.url });
  shop = createShop(house);
});
afterAll(async () => {
  await house.close();
  await sandbox.close();
});

test('cards and pages: prices, labels, what is left; drafts are no pages', async () => {
  const id = await shop.product({ stock: 3, price: 1240, title: 'Quince cheese' });
  await house.payload.update({
    collection: 'products',
    id,
    data: { labels: ['organic', 'vegan'], memberPrice: 1000, summary: 'Firm and red.', _status: 'published' },
  });
  const { items } = await house.services.market.listProducts({ label: 'organic' });
  expect(items).toMatchObject([
    {
      id,
      title: 'Quince cheese',
      path: '/quince-cheese/',
      price: { amount: 1240, currency: 'GBP' },
      memberPrice: { amount: 1000 },
      labels: ['organic', 'vegan'],
      available: 'few-left',
      sellableId: id,
    },
  ]);
  expect((await house.services.market.listProducts({ label: 'org' })).items).toEqual([]);
  expect(await house.services.market.findProduct('quince-cheese')).toMatchObject({ id, summary: 'Firm and red.' });
  await house.payload.update({ collection: 'products', id, data: { _status: 'draft' } });
  expect(await house.services.market.findProduct('quince-cheese')).toBeNull();
});

test('the words of a product lead to what they name, and say so', async () => {
  const { payload } = house;
  const post = await payload.create({
    collection: 'posts',
    data: { title: 'Quinces', slug: '', visibility: 'public', _status: 'published' },
  });
  const id = await shop.product({ title: 'Quince paste' });
  await payload.update({ collection: 'products', id, data: { body: linkTo('posts', post.id, 'how'), _status: 'published' } });
  const found = await house.services.market.findProduct('quince-paste');
  const blog = new URL(payload.config.serverURL).origin.replace('//cms.', '//blog.');
  expect(found?.html).toBe(`<p><a href="${blog}/quinces/">how</a></p>`);
  expect(found?.mentions).toEqual([`posts:${post.id}`]);
});

test('a sale that empties the shelf tells the pages that show it', async () => {
  const jar = await shop.product({ stock: 6 });
  const tags = () =>
    shop.count(sql`select count(*) as n from activities where object_type = 'pools' and data->'tags' ? ${`products:${jar}`}`);
  const before = await tags();
  await shop.placed([jar, 1]);
  expect(await tags()).toBe(before + 1);
  await shop.placed([jar, 1]);
  expect(await tags()).toBe(before + 1);
});

test('prices are whole and not negative', async () => {
  for (const price of [12.5, -1, Number.NaN]) {
    await expect(shop.product({ price })).rejects.toThrow();
  }
});
