import type { Device } from '@luma.gl/core';
import { useCallback, useEffect, useRef, useState } from 'react';
import { hasWebGl, isSoftware } from './gl.ts';

/** starting: a context is being created; none: that is not possible now, and a table is shown instead. */
export type Gl = 'starting' | 'gpu' | 'software' | 'none';

/** How long to wait before trying again to create a context. */
const RETRY_MS = 5000;

/**
 * Life of the GL context. deck.gl 9.4 does not restore a lost one (models.md C4): raising `generation` (a React key)
 * throws everything on the GPU away and draws anew from state; a table is shown as long as that fails.
 */
export function useGlContext(): {
  gl: Gl;
  generation: number;
  retry: () => void;
  onDevice: (device: Device) => void;
  onError: () => void;
} {
  const [gl, setGl] = useState<Gl>(() => (hasWebGl() ? 'starting' : 'none'));
  const [generation, setGeneration] = useState(0);
  const currentDevice = useRef<Device | null>(null);

  const retry = useCallback(() => {
    currentDevice.current = null;
    setGl(hasWebGl() ? 'starting' : 'none');
    setGeneration((value) => value + 1);
  }, []);
  useEffect(() => {
    if (gl !== 'none') return;
    const timer = setInterval(retry, RETRY_MS);
    return () => clearInterval(timer);
  }, [gl, retry]);

  const onDevice = useCallback(
    (device: Device) => {
      currentDevice.current = device;
      setGl(isSoftware(device) ? 'software' : 'gpu');
      void device.lost.then(() => {
        // An unmounted map destroys its device on purpose; only the device in use matters.
        if (currentDevice.current === device) retry();
      });
    },
    [retry],
  );
  const onError = useCallback(() => {
    // Errors of a running device follow from its loss, which `lost` handles; without one it could not be made.
    if (currentDevice.current === null) setGl('none');
  }, []);
  useEffect(
    () => () => {
      currentDevice.current = null;
    },
    [],
  );
  return { gl, generation, retry, onDevice, onError };
}
