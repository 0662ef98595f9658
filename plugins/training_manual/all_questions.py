"""Every question kind, by the word an author writes after `kind:`. One line a kind."""

from training_manual.item import Question
from training_manual.questions.branch import BranchQuestion
from training_manual.questions.calculate import CalculateQuestion
from training_manual.questions.classify import ClassifyQuestion
from training_manual.questions.fill import FillQuestion
from training_manual.questions.judge import JudgeQuestion
from training_manual.questions.match import MatchQuestion
from training_manual.questions.multiple import MultipleQuestion
from training_manual.questions.order import OrderQuestion
from training_manual.questions.rate import RateQuestion
from training_manual.questions.rewrite import RewriteQuestion
from training_manual.questions.single import SingleQuestion
from training_manual.questions.spot import SpotQuestion
from training_manual.questions.truefalse import TrueFalseQuestion

QUESTIONS: dict[str, type[Question]] = {
    "single": SingleQuestion,
    "multiple": MultipleQuestion,
    "truefalse": TrueFalseQuestion,
    "order": OrderQuestion,
    "match": MatchQuestion,
    "classify": ClassifyQuestion,
    "fill": FillQuestion,
    "calculate": CalculateQuestion,
    "spot": SpotQuestion,
    "branch": BranchQuestion,
    "rewrite": RewriteQuestion,
    "judge": JudgeQuestion,
    "rate": RateQuestion,
}
