import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  contentHeight,
  isScaled,
  MAX_TRACK_PX,
  maxOffset,
  offsetOf,
  offsetToShow,
  pageStep,
  rowsInView,
  scrollTopOf,
  trackHeight,
} from '../../../renderer/windows/desk/scroll.ts';

const frames = fc.record({
  total: fc.integer({ min: 0, max: 10_000_000 }),
  rowHeight: fc.integer({ min: 16, max: 80 }),
  viewport: fc.integer({ min: 100, max: 4000 }),
});

describe('the scroll arithmetic of the queue', () => {
  it('keeps the track under the limit of browsers and scales only beyond it', () => {
    expect(trackHeight({ total: 100, rowHeight: 28, viewport: 900 })).toBe(2800);
    expect(isScaled({ total: 100, rowHeight: 28, viewport: 900 })).toBe(false);
    const million = { total: 1_000_000, rowHeight: 28, viewport: 900 };
    expect(contentHeight(million)).toBe(28_000_000);
    expect(trackHeight(million)).toBe(MAX_TRACK_PX);
    expect(isScaled(million)).toBe(true);
  });

  it('maps both ends of the bar to both ends of the rows', () => {
    fc.assert(
      fc.property(frames, (frame) => {
        expect(offsetOf(0, frame)).toBe(0);
        const bottom = Math.max(0, trackHeight(frame) - frame.viewport);
        expect(offsetOf(bottom, frame)).toBeCloseTo(maxOffset(frame), 3);
        expect(scrollTopOf(maxOffset(frame), frame)).toBeCloseTo(maxOffset(frame) === 0 ? 0 : bottom, 3);
      }),
    );
  });

  it('goes from offset to bar and back without losing a row', () => {
    fc.assert(
      fc.property(frames, fc.double({ min: 0, max: 1, noNaN: true }), (frame, share) => {
        const offset = share * maxOffset(frame);
        expect(Math.abs(offsetOf(scrollTopOf(offset, frame), frame) - offset)).toBeLessThan(0.01);
      }),
    );
  });

  it('covers the viewport with rows, never beyond the list', () => {
    fc.assert(
      fc.property(
        frames,
        fc.double({ min: 0, max: 1, noNaN: true }),
        fc.integer({ min: 0, max: 20 }),
        (frame, share, margin) => {
          const offset = share * maxOffset(frame);
          const { first, end } = rowsInView(offset, frame, margin);
          expect(first).toBeGreaterThanOrEqual(0);
          expect(end).toBeLessThanOrEqual(frame.total);
          expect(first * frame.rowHeight).toBeLessThanOrEqual(offset);
          const wanted = Math.min(offset + frame.viewport, contentHeight(frame));
          expect(end * frame.rowHeight).toBeGreaterThanOrEqual(Math.floor(wanted));
          expect(end - first).toBeLessThanOrEqual(
            Math.ceil(frame.viewport / frame.rowHeight) + 1 + 2 * margin,
          );
        },
      ),
    );
  });

  it('shows a row with the smallest move, and does not move for one in sight', () => {
    const frame = { total: 1_000_000, rowHeight: 30, viewport: 300 };
    expect(offsetToShow(5, 0, frame)).toBe(0);
    expect(offsetToShow(10, 0, frame)).toBe(30);
    expect(offsetToShow(2, 90, frame)).toBe(60);
    expect(offsetToShow(999_999, 0, frame)).toBe(maxOffset(frame));
    fc.assert(
      fc.property(
        frames,
        fc.nat(9_999_999),
        fc.double({ min: 0, max: 1, noNaN: true }),
        (any, row, share) => {
          fc.pre(any.total > 0);
          const index = row % any.total;
          const offset = offsetToShow(index, share * maxOffset(any), any);
          expect(index * any.rowHeight).toBeGreaterThanOrEqual(offset - 0.001);
          expect((index + 1) * any.rowHeight).toBeLessThanOrEqual(
            offset + Math.max(any.viewport, any.rowHeight) + 0.001,
          );
        },
      ),
    );
  });

  it('keeps one row in sight over a page', () => {
    expect(pageStep({ total: 10, rowHeight: 30, viewport: 300 })).toBe(9);
    expect(pageStep({ total: 10, rowHeight: 30, viewport: 20 })).toBe(1);
  });
});
