import type { SectionId } from './balance-sections.ts';
import { CompetencesSection, ToolsSection } from './competence-sections.tsx';
import { CoursesSection, EducationSection, MeetingsSection, WorkSection } from './history-sections.tsx';
import { PlanSection, RecommendationSection } from './plan-sections.tsx';
import type { SectionProps } from './section-props.ts';
import { ConstraintsSection, FeedbackSection, MarketSection, TextPartField } from './text-sections.tsx';
import type { ListName } from './working-content.ts';

export type SectionFormProps = SectionProps & { readonly id: SectionId };

/** The form of one section. */
export function SectionForm({ id, ...props }: SectionFormProps) {
  const { content, onChange, unsaved } = props;
  const unsavedOf = (list: ListName) => unsaved.filter((row) => row.list === list);
  switch (id) {
    case 'goal':
      return (
        <>
          <TextPartField part="goal" content={content} onChange={onChange} />
          <TextPartField part="motivation" content={content} onChange={onChange} />
        </>
      );
    case 'meetings':
      return <MeetingsSection {...props} unsaved={unsavedOf('meetings')} />;
    case 'education':
      return <EducationSection {...props} unsaved={unsavedOf('education')} />;
    case 'courses':
      return <CoursesSection {...props} unsaved={unsavedOf('courses')} />;
    case 'work':
      return <WorkSection {...props} unsaved={unsavedOf('work')} />;
    case 'informal':
      return <TextPartField part="informalLearning" content={content} onChange={onChange} rows={10} />;
    case 'competences':
      return <CompetencesSection {...props} unsaved={unsavedOf('competences')} />;
    case 'interests':
      return <TextPartField part="interests" content={content} onChange={onChange} rows={10} />;
    case 'tools':
      return <ToolsSection {...props} unsaved={unsavedOf('tools')} />;
    case 'strengths':
      return (
        <>
          <TextPartField part="strengths" content={content} onChange={onChange} />
          <TextPartField part="areasToDevelop" content={content} onChange={onChange} />
        </>
      );
    case 'market':
      return <MarketSection {...props} />;
    case 'recommendation':
      return <RecommendationSection {...props} unsaved={unsavedOf('recommendedCategories')} />;
    case 'plan':
      return <PlanSection {...props} unsaved={unsavedOf('actionPlan')} />;
    case 'feedback':
      return <FeedbackSection {...props} />;
    case 'constraints':
      return <ConstraintsSection {...props} />;
  }
}
