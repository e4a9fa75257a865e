import './trustedTypes.ts';
import '../base/theme.css';
import { createRoot } from 'react-dom/client';
import { DisplayNumber } from '../features/workspace/DisplayNumber.tsx';
import { trackRole } from '../live/link/trackRole.ts';
import { startLive } from '../live/stream/start.ts';
import { App } from './App.tsx';

const root = document.getElementById('root');
if (root === null) throw new Error('index.html has no #root');
const number = new URLSearchParams(location.search).get('identify');
// A short-lived window that only shows the number of its display.
if (number !== null) createRoot(root).render(<DisplayNumber id={number.slice(0, 2)} />);
else {
  trackRole();
  startLive();
  createRoot(root).render(<App />);
}
