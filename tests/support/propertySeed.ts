import fc from 'fast-check';

/**
 * Property tests use a new seed at every run. Continuous integration sets it (`PROPERTY_SEED`, derived from the tree
 * under test), so that the same files always give the same result.
 */
const seed = process.env['PROPERTY_SEED'];
if (seed !== undefined) {
  if (!/^\d+$/.test(seed)) throw new Error(`PROPERTY_SEED must be a whole number, not ${seed}`);
  fc.configureGlobal({ ...fc.readConfigureGlobal(), seed: Number(seed) });
}
