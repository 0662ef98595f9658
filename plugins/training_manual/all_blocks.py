"""Every block kind, by the word an author writes after `kind:`. One line a kind."""

from training_manual.blocks.blueprint import BlueprintBlock
from training_manual.blocks.callout import CalloutBlock
from training_manual.blocks.case import CaseBlock
from training_manual.blocks.checklist import ChecklistBlock
from training_manual.blocks.comparison import ComparisonBlock
from training_manual.blocks.curve import CurveBlock
from training_manual.blocks.dialogue import DialogueBlock
from training_manual.blocks.dimension import DimensionBlock
from training_manual.blocks.embed import EmbedBlock
from training_manual.blocks.fishbone import FishboneBlock
from training_manual.blocks.flow import FlowBlock
from training_manual.blocks.formula import FormulaBlock
from training_manual.blocks.gapmap import GapmapBlock
from training_manual.blocks.levels import LevelsBlock
from training_manual.blocks.matrix import MatrixBlock
from training_manual.blocks.moment import MomentBlock
from training_manual.blocks.objectives import ObjectivesBlock
from training_manual.blocks.phrasebook import PhrasebookBlock
from training_manual.blocks.policy import PolicyBlock
from training_manual.blocks.procedure import ProcedureBlock
from training_manual.blocks.prose import ProseBlock
from training_manual.blocks.reflection import ReflectionBlock
from training_manual.blocks.shift import ShiftBlock
from training_manual.blocks.standard import StandardBlock
from training_manual.blocks.statistic import StatisticBlock
from training_manual.blocks.technique import TechniqueBlock
from training_manual.blocks.tolerance import ToleranceBlock
from training_manual.item import Block

BLOCKS: dict[str, type[Block]] = {
    "prose": ProseBlock,
    "objectives": ObjectivesBlock,
    "callout": CalloutBlock,
    "dimension": DimensionBlock,
    "moment": MomentBlock,
    "dialogue": DialogueBlock,
    "procedure": ProcedureBlock,
    "flow": FlowBlock,
    "blueprint": BlueprintBlock,
    "fishbone": FishboneBlock,
    "comparison": ComparisonBlock,
    "matrix": MatrixBlock,
    "levels": LevelsBlock,
    "tolerance": ToleranceBlock,
    "gapmap": GapmapBlock,
    "curve": CurveBlock,
    "statistic": StatisticBlock,
    "case": CaseBlock,
    "checklist": ChecklistBlock,
    "policy": PolicyBlock,
    "standard": StandardBlock,
    "formula": FormulaBlock,
    "technique": TechniqueBlock,
    "phrasebook": PhrasebookBlock,
    "shift": ShiftBlock,
    "reflection": ReflectionBlock,
    "embed": EmbedBlock,
}
