import { create } from 'zustand';

/** Off until the operator switches it on: browsers ask for a press before anything may sound. */
export const useSound = create<{ on: boolean }>()(() => ({ on: false }));

let context: AudioContext | null = null;

/** Switches the tone on (with a short sample) or off. Call from a press. */
export function toggleSound(): void {
  const on = !useSound.getState().on;
  useSound.setState({ on });
  if (!on) return;
  context ??= new AudioContext();
  void context.resume().then(() => sound(false));
}

/** One soft tone; `urgent`: two higher ones. Generated, so that nothing has to be loaded in a hall without a network. */
export function sound(urgent: boolean): void {
  if (!useSound.getState().on || context === null) return;
  const { currentTime } = context;
  tone(context, urgent ? 880 : 587, currentTime);
  if (urgent) tone(context, 1175, currentTime + 0.22);
}

function tone(audio: AudioContext, hertz: number, at: number): void {
  const oscillator = audio.createOscillator();
  const volume = audio.createGain();
  oscillator.frequency.value = hertz;
  // Ramps, since a tone that starts at once clicks.
  volume.gain.setValueAtTime(0, at);
  volume.gain.linearRampToValueAtTime(0.2, at + 0.02);
  volume.gain.linearRampToValueAtTime(0, at + 0.18);
  oscillator.connect(volume).connect(audio.destination);
  oscillator.start(at);
  oscillator.stop(at + 0.2);
}
