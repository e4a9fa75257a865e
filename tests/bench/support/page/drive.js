// Runs in every measured page before its own scripts; plain JavaScript, because the tests' types know no DOM.
//
// Moves a map by hand or through time and times each picture. A picture counts when a change was drawn and reading a
// pixel back has returned: only then has the GPU, or the program that stands in for it, done its work.
(() => {
  // Busy machines can be ten times slower than others: this ends what will never come.
  const PATIENCE_MS = 300_000;
  const state = { gl: null, draws: 0, uploads: 0, drawsAtUpload: 0 };
  const uploaded = () => {
    state.uploads++;
    state.drawsAtUpload = state.draws;
  };
  const proto = WebGL2RenderingContext.prototype;
  const watch = (name, note) => {
    const original = proto[name];
    proto[name] = function (...args) {
      note(this, args);
      return original.apply(this, args);
    };
  };
  // Told at each drawing: asking in every frame would keep a core busy that the service is to answer with.
  let onDraw = () => {};
  const drawn = (gl) => {
    state.gl = gl;
    state.draws++;
    onDraw();
  };
  for (const name of ['drawArrays', 'drawElements', 'drawArraysInstanced', 'drawElementsInstanced'])
    watch(name, drawn);
  // New data, told from the uniforms of every frame by its size: a picture of some size, or kilobytes of attributes.
  watch('texSubImage2D', (_gl, args) => {
    if (args[4] * args[5] >= 4096) uploaded();
  });
  const bytes = (args) => Math.max(...args.map((arg) => (ArrayBuffer.isView(arg) ? arg.byteLength : 0)));
  for (const name of ['bufferData', 'bufferSubData'])
    watch(name, (_gl, args) => {
      if (bytes(args) >= 16_384) uploaded();
    });

  // A page that is not being measured draws nothing: Deck asks for a frame after each frame, and they come unbounded.
  const nextFrame = globalThis.requestAnimationFrame.bind(globalThis);
  let held = null;
  globalThis.requestAnimationFrame = (callback) => {
    if (held === null) return nextFrame(callback);
    held.push(callback);
    return 0;
  };
  function rest(resting) {
    const waiting = held ?? [];
    held = resting ? waiting : null;
    if (!resting) for (const callback of waiting) nextFrame(callback);
  }

  const pixel = new Uint8Array(4);
  const finish = () => {
    const { gl } = state;
    gl.readPixels(0, 0, 1, 1, gl.RGBA, gl.UNSIGNED_BYTE, pixel);
    return performance.now();
  };
  const frame = () => new Promise((resolve) => requestAnimationFrame(resolve));

  function pointer(type, x, y) {
    const up = type === 'pointerup';
    const shape = { pointerId: 1, pointerType: 'mouse', isPrimary: true, bubbles: true, cancelable: true };
    const buttons = { button: type === 'pointermove' ? -1 : 0, buttons: up ? 0 : 1 };
    const event = new PointerEvent(type, { ...shape, ...buttons, clientX: x, clientY: y });
    state.gl.canvas.dispatchEvent(event);
  }

  // Milliseconds from picture to picture while a hand draws the map around; the first ones warm up and do not count.
  async function pan(pictures, warmUp) {
    const box = state.gl.canvas.getBoundingClientRect();
    const at = (i) => [
      box.left + box.width * (0.5 + 0.15 * Math.sin(i / 7)),
      box.top + box.height * (0.5 + 0.12 * Math.sin(i / 5)),
    ];
    const times = [];
    pointer('pointerdown', ...at(0));
    // The first move only tells the controller that this is a drag; nothing is drawn for it.
    pointer('pointermove', ...at(0.5));
    await frame();
    let last = finish();
    for (let i = 1; i <= warmUp + pictures; i++) {
      const { draws } = state;
      pointer('pointermove', ...at(i));
      const patience = last + PATIENCE_MS;
      do {
        if (performance.now() > patience) throw new Error(`move ${i} drew nothing`);
        await frame();
      } while (state.draws === draws);
      const now = finish();
      if (i > warmUp) times.push(now - last);
      last = now;
    }
    pointer('pointerup', ...at(warmUp + pictures));
    return times;
  }

  // Milliseconds from each act to the picture of the new data it brought.
  async function steps(count, act) {
    const times = [];
    for (let i = 0; i < count; i++) {
      const { uploads } = state;
      const began = performance.now();
      const brought = new Promise((resolve, reject) => {
        const patience = setTimeout(() => reject(new Error(`step ${i} brought no new picture`)), PATIENCE_MS);
        onDraw = () => {
          if (state.uploads === uploads || state.draws === state.drawsAtUpload) return;
          onDraw = () => {};
          clearTimeout(patience);
          // The rest of this picture is drawn before the next task.
          resolve();
        };
      });
      act(i);
      await brought;
      times.push(finish() - began);
    }
    return times;
  }

  let sheet = null;
  function style(css, media) {
    if (sheet === null) sheet = document.head.appendChild(document.createElement('style'));
    sheet.textContent = css;
    sheet.media = media;
  }

  globalThis.drive = {
    style,
    state,
    pan,
    steps,
    rest,
    key: (selector, key) =>
      document.querySelector(selector).dispatchEvent(new KeyboardEvent('keydown', { key, bubbles: true })),
    canvas: () => {
      const { canvas } = state.gl;
      const { left, top, width, height } = canvas.getBoundingClientRect();
      return { left, top, width, height, pixels: canvas.width };
    },
  };
})();
