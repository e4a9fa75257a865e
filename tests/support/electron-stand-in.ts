/** Placeholder for the 'electron' module under Node: tests inject what they need; nothing may be imported by accident. */
export default {};
