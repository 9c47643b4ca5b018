import { mapInParallel } from '../../src/oci/map-in-parallel';

describe('calls in parallel', () => {
  it('keep the order of the items and never exceed the limit', async () => {
    let running = 0;
    let most = 0;
    const results = await mapInParallel([5, 1, 4, 2, 3], 2, async (item) => {
      running += 1;
      most = Math.max(most, running);
      for (let turn = 0; turn < item; turn += 1) await Promise.resolve();
      running -= 1;
      return item * 10;
    });
    expect([results, most]).toEqual([[50, 10, 40, 20, 30], 2]);
  });

  it('are not begun after one has failed', async () => {
    const begun: number[] = [];
    const call = async (item: number): Promise<void> => {
      begun.push(item);
      await Promise.resolve();
      throw new Error(`item ${item}`);
    };
    await expect(mapInParallel([1, 2, 3, 4], 2, call)).rejects.toThrow('item 1');
    expect(begun).toEqual([1, 2]);
  });
});
