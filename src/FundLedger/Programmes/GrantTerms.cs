namespace FundLedger.Programmes;

/// <summary>What kind of support somebody applies for within a programme, such as 初创 or 成长.</summary>
/// <param name="Cap">The most that one application may ask for; null without a limit.</param>
public sealed record GrantCategory(string Code, Bilingual Name, Money? Cap = null);

/// <summary>What experts give points for.</summary>
/// <param name="Weight">1 to 100; all weights of a programme make 100.</param>
public sealed record GrantCriterion(string Code, Bilingual Name, int Weight);

/// <summary>What the money may be spent on.</summary>
/// <param name="ForbiddenKinds">Kinds of cost that the grant never pays; the applicant's own money may.</param>
/// <param name="StaffAtMost">Of what is asked for; null without a limit.</param>
public sealed record GrantCostRules(IReadOnlyList<CostLineKind> ForbiddenKinds, BasisPoints? StaffAtMost = null)
{
    public static readonly GrantCostRules None = new([]);
}

/// <summary>Residents vote on each application that experts passed; only with a quorum does the vote count.</summary>
/// <param name="Quorum">Of those entitled, how many must take part.</param>
/// <param name="Least">Of the votes for and against, how many must be for.</param>
public sealed record ResidentVoteTerms(BasisPoints Quorum, BasisPoints Least);

/// <summary>The terms of a grant programme: a version of them is never changed, and a round keeps the one it was opened with.</summary>
/// <remarks>Every number is the programme's own; the defaults are neutral.</remarks>
/// <param name="Categories">At least one, each code once.</param>
/// <param name="Criteria">At least one, each code once; the weights make 100.</param>
/// <param name="Tranches">How an award is paid; shares make the whole, or the last takes the rest.</param>
public sealed record GrantTerms(IReadOnlyList<GrantCategory> Categories, IReadOnlyList<GrantCriterion> Criteria, IReadOnlyList<TrancheTerms> Tranches)
{
    public const int MostCategories = 20;
    public const int MostCriteria = 20;
    public const int MostTranches = 24;
    public const int MostQuestions = 100;
    public const int MostReviews = 15;

    /// <summary>Points of 0 to 100 that the weighted average must reach.</summary>
    public int PassMark { get; init; } = 60;

    /// <summary>Working days an award is public before it is signed, 0 to 60.</summary>
    public int PublicityWorkingDays { get; init; } = 5;

    /// <summary>Of the whole budget of a project, the most that is asked for; null without a limit.</summary>
    public BasisPoints? PublicShareAtMost { get; init; }

    /// <summary>A report or milestone that comes too late counts as failed.</summary>
    public bool LateIsFail { get; init; }

    /// <summary>For how many years a failed organisation is barred, 0 to 10.</summary>
    public int BarYears { get; init; }

    public GrantCostRules CostRules { get; init; } = GrantCostRules.None;

    /// <summary>Of the whole budget of a project, the most for hardware; null without a limit.</summary>
    public BasisPoints? HardwareAtMost { get; init; }

    /// <summary>Of the whole budget of a project, the least for soft governance; null without a limit.</summary>
    public BasisPoints? SoftGovernanceAtLeast { get; init; }

    /// <summary>Of the whole budget of a project, the most for evaluation; null without a limit.</summary>
    public BasisPoints? EvaluationAtMost { get; init; }

    public IReadOnlyList<EligibilityQuestion> Eligibility { get; init; } = [];
    public IReadOnlyList<FormQuestion> Form { get; init; } = [];
    public IReadOnlyList<WantedDocument> Documents { get; init; } = [];

    /// <summary>How many experts read each application, 1 to 15.</summary>
    public int ReviewsEach { get; init; } = 3;

    /// <summary>Experts do not see who applies.</summary>
    public bool IsBlind { get; init; }

    /// <summary>For how many years after the last day an expert's past employer is a conflict, 0 to 10.</summary>
    public int EmployerYears { get; init; } = 3;

    /// <summary>Null where residents are not asked.</summary>
    public ResidentVoteTerms? ResidentVote { get; init; }

    public GrantCategory? Category(string code) => Categories.FirstOrDefault(category => category.Code == code);

    /// <summary>Why these cannot be the terms of a programme in this currency; null when they can.</summary>
    public Refusal? RefusalFor(Currency currency) =>
        RefusalForCategories(currency) ?? RefusalForCriteria() ?? RefusalForNumbers() ?? RefusalForShares() ?? TrancheTerms.RefusalFor(Tranches) ?? RefusalForTranches(currency)
        ?? FormRules.RefusalFor(this);

    private Refusal? RefusalForCategories(Currency currency)
    {
        if (Categories.Count is 0 or > MostCategories)
            return Refusal.Of("terms-categories", "categories", $"请列出 1 至 {MostCategories} 个类别。", $"Name 1 to {MostCategories} categories.");
        for (var i = 0; i < Categories.Count; i++)
        {
            var (field, category) = ($"categories[{i}]", Categories[i]);
            if ((TermsText.RefusalForCode(category.Code, $"{field}.code") ?? TermsText.RefusalForName(category.Name, $"{field}.name")) is { } wrong) return wrong;
            if (category.Cap is { } cap && (cap.Currency != currency || !cap.IsPositive))
                return Refusal.Of("terms-cap", $"{field}.cap", $"类别 {category.Code} 的上限须为大于零的 {currency} 金额。", $"The cap of category {category.Code} is an amount of {currency} above zero.");
        }

        return TermsText.RefusalForTwice(Categories.Select(category => category.Code), "categories");
    }

    private Refusal? RefusalForCriteria()
    {
        if (Criteria.Count is 0 or > MostCriteria)
            return Refusal.Of("terms-criteria", "criteria", $"请列出 1 至 {MostCriteria} 项评审标准。", $"Name 1 to {MostCriteria} criteria.");
        for (var i = 0; i < Criteria.Count; i++)
        {
            var (field, criterion) = ($"criteria[{i}]", Criteria[i]);
            if ((TermsText.RefusalForCode(criterion.Code, $"{field}.code") ?? TermsText.RefusalForName(criterion.Name, $"{field}.name")) is { } wrong) return wrong;
            if (criterion.Weight is < 1 or > 100)
                return Refusal.Of("terms-weights", $"{field}.weight", $"标准 {criterion.Code} 的权重须为 1 至 100。", $"The weight of criterion {criterion.Code} is 1 to 100.");
        }

        var sum = Criteria.Sum(criterion => criterion.Weight);
        return sum == 100 ? TermsText.RefusalForTwice(Criteria.Select(criterion => criterion.Code), "criteria")
            : Refusal.Of("terms-weights", "criteria", $"各项标准的权重合计须为 100，这里是 {sum}。", $"The weights of all criteria make 100; here they make {sum}.");
    }

    private Refusal? RefusalForNumbers()
    {
        (string Field, int Value, int Least, int Most, string Zh, string En)[] numbers =
        [
            ("passMark", PassMark, 0, 100, "合格分", "pass mark"), ("publicityWorkingDays", PublicityWorkingDays, 0, 60, "公示工作日", "working days of publicity"),
            ("barYears", BarYears, 0, 10, "限制申报年数", "years of a bar"), ("reviewsEach", ReviewsEach, 1, MostReviews, "每份申请的评审人数", "reviews of each application"),
            ("employerYears", EmployerYears, 0, 10, "原单位回避年数", "years a past employer counts"),
        ];
        foreach (var (field, value, least, most, zh, en) in numbers)
            if (value < least || value > most) return Refusal.Of("terms-number", field, $"{zh}须为 {least} 至 {most}，这里是 {value}。", $"The {en} is {least} to {most}; it is {value}.");
        return null;
    }

    private Refusal? RefusalForShares()
    {
        (string Field, BasisPoints? Share)[] shares =
        [
            ("publicShareAtMost", PublicShareAtMost), ("hardwareAtMost", HardwareAtMost), ("softGovernanceAtLeast", SoftGovernanceAtLeast), ("evaluationAtMost", EvaluationAtMost),
            ("costRules.staffAtMost", CostRules.StaffAtMost), ("residentVote.quorum", ResidentVote?.Quorum), ("residentVote.least", ResidentVote?.Least),
        ];
        foreach (var (field, share) in shares)
            if (share is { Value: < 0 or > 10_000 }) return Refusal.Of("terms-share", field, $"比例须为 0 至 100%，这里是 {share}。", $"A share is 0 to 100%; it is {share}.");
        return null;
    }

    private Refusal? RefusalForTranches(Currency currency) => Tranches.FirstOrDefault(tranche => tranche.Amount is { } amount && amount.Currency != currency) is { } other
        ? Refusal.Of("currency", "tranches", $"基金以 {currency} 计，批次金额是 {other.Amount!.Value.Currency}。", $"The fund is in {currency}; a tranche is in {other.Amount!.Value.Currency}.") : null;
}
