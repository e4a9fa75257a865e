import './without-eval.ts';
import './theme.css';
import { createRoot } from 'react-dom/client';
import { startLive } from '../live/start.ts';
import { App } from './App.tsx';

const root = document.getElementById('root');
if (root === null) throw new Error('index.html has no #root');
startLive();
createRoot(root).render(<App />);
