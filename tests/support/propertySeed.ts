import fc from 'fast-check';

/**
 * Property tests look somewhere else at every run, and so find what nobody thought of. Continuous integration says where
 * (`PROPERTY_SEED`, made from the tree it tests): the same files then pass or fail alike, today and on the next machine.
 */
const seed = process.env['PROPERTY_SEED'];
if (seed !== undefined) {
  if (!/^\d+$/.test(seed)) throw new Error(`PROPERTY_SEED must be a whole number, not ${seed}`);
  fc.configureGlobal({ ...fc.readConfigureGlobal(), seed: Number(seed) });
}
