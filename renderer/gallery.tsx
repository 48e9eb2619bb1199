// Every component in every state, for eyes and for pictures; not part of the app's build. The hash names the part.
import './ui/no-eval.ts';
import './styles/index.css';
import './text/index.ts';
import { type ReactNode, StrictMode } from 'react';
import { createRoot } from 'react-dom/client';
import { ChoiceGallery } from './gallery/choices.tsx';
import { FeedbackGallery } from './gallery/feedback.tsx';
import { FieldGallery } from './gallery/fields.tsx';
import { FormGallery } from './gallery/form.tsx';
import { FrameGallery } from './gallery/frame.tsx';
import { OverlayGallery } from './gallery/overlays.tsx';
import { SurfaceGallery } from './gallery/surfaces.tsx';
import { UiProvider } from './ui/ui-provider.tsx';

const parts: Readonly<Record<string, () => ReactNode>> = {
  fields: FieldGallery,
  choices: ChoiceGallery,
  form: FormGallery,
  feedback: FeedbackGallery,
  surfaces: SurfaceGallery,
  overlays: OverlayGallery,
  frame: FrameGallery,
};

function Gallery() {
  const Part = parts[location.hash.slice(1)] ?? FieldGallery;
  return Part === FrameGallery ? (
    <Part />
  ) : (
    <main>
      <Part />
    </main>
  );
}

const root = document.getElementById('root');
if (root !== null) {
  createRoot(root).render(
    <StrictMode>
      <UiProvider>
        <Gallery />
      </UiProvider>
    </StrictMode>,
  );
}
