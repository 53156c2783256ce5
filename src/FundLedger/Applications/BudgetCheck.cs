using FundLedger.Programmes;

namespace FundLedger.Applications;

/// <summary>One part of a project's budget: hardware, soft governance or evaluation.</summary>
/// <param name="Least">In hundredths of a percent; null without one.</param>
public sealed record BudgetShare(ShareClass Class, Money Amount, Money Whole, BasisPoints? Most, BasisPoints? Least)
{
    /// <summary>Shown only, rounded down: rules compare the amounts.</summary>
    public BasisPoints Share => Whole.IsPositive ? new BasisPoints((int)((Int128)Amount.MinorUnits * 10_000 / Whole.MinorUnits)) : default;

    public bool IsTooMuch => Most is { } most && BudgetCheck.IsMoreThan(Amount, most, Whole);
    public bool IsTooLittle => Least is { } least && Whole.IsPositive && BudgetCheck.IsLessThan(Amount, least, Whole);
}

/// <summary>The rules of a budget: it adds up, costs are eligible line by line, shares are kept. Pure and exact.</summary>
public static class BudgetCheck
{
    /// <summary>The three parts as shares of the whole budget.</summary>
    public static IReadOnlyList<BudgetShare> SharesOf(GrantTerms terms, IReadOnlyList<BudgetLine> lines, Currency currency)
    {
        var whole = Sum(lines.Select(line => line.Total), currency);
        Money Of(ShareClass part) => Sum(lines.Where(line => line.Kind.Share() == part).Select(line => line.Total), currency);
        return
        [
            new(ShareClass.Hardware, Of(ShareClass.Hardware), whole, terms.HardwareAtMost, null),
            new(ShareClass.SoftGovernance, Of(ShareClass.SoftGovernance), whole, null, terms.SoftGovernanceAtLeast),
            new(ShareClass.Evaluation, Of(ShareClass.Evaluation), whole, terms.EvaluationAtMost, null),
        ];
    }

    public static Money RequestedOf(IReadOnlyList<BudgetLine> lines, Currency currency) => Sum(lines.Select(line => line.Requested), currency);

    public static Money OwnOf(IReadOnlyList<BudgetLine> lines, Currency currency) => Sum(lines.Select(line => line.Own), currency);

    internal static IEnumerable<MissingItem> Of(GrantTerms terms, ApplicationContent content, Currency currency)
    {
        var lines = content.Budget;
        if (lines.Count == 0) return [Wrong("lines", "budget-missing", "请填写预算。", "Fill in the budget.")];
        return [.. Lines(terms, lines), .. Sums(content, lines, currency), .. Limits(terms, content, lines, currency)];
    }

    /// <summary>What a line cannot be, even in a draft.</summary>
    internal static Refusal? RefusalForLine(BudgetLine line, int number, Currency currency)
    {
        var field = $"lines[{number - 1}]";
        if (line.Requested.Currency != currency || line.Own.Currency != currency)
            return Refusal.Of("currency", $"{field}.requested", $"预算以 {currency} 计。", $"The budget is in {currency}.");
        if (line.Requested.IsNegative || line.Own.IsNegative || line.Requested.MinorUnits > Ledger.EntryRules.MostMinorUnits || line.Own.MinorUnits > Ledger.EntryRules.MostMinorUnits)
            return Refusal.Of("budget-line-amount", $"{field}.requested", $"预算第 {number} 行的金额不能为负，也不能过大。", $"The amounts of budget line {number} are not negative, and not beyond what an entry may hold.");
        return KeptText.Title.RefusalFor(line.Name, $"{field}.name") ?? KeptText.FundCode.RefusalFor(line.Code, $"{field}.code");
    }

    internal static bool IsMoreThan(Money part, BasisPoints share, Money whole) => (Int128)part.MinorUnits * 10_000 > (Int128)whole.MinorUnits * share.Value;

    internal static bool IsLessThan(Money part, BasisPoints share, Money whole) => (Int128)part.MinorUnits * 10_000 < (Int128)whole.MinorUnits * share.Value;

    private static IEnumerable<MissingItem> Lines(GrantTerms terms, IReadOnlyList<BudgetLine> lines)
    {
        for (var i = 0; i < lines.Count; i++)
        {
            var (line, number) = (lines[i], i + 1);
            if (string.IsNullOrWhiteSpace(line.Name)) yield return Wrong($"lines[{i}].name", "budget-line-name", $"预算第 {number} 行没有名称。", $"Budget line {number} has no name.");
            if (line.Total.IsZero) yield return Wrong($"lines[{i}].requested", "budget-line-empty", $"预算第 {number} 行（{line.Name}）没有金额。", $"Budget line {number} ('{line.Name}') has no amount.");
            if (line.Requested.IsPositive && terms.CostRules.ForbiddenKinds.Contains(line.Kind))
                yield return Wrong($"lines[{i}].kind", "cost-rule-forbidden-kind", $"预算第 {number} 行（{line.Name}）：按“不予资助的费用”规则，{line.Kind.Name().Zh}不能由资助款支付。",
                    $"Budget line {number} ('{line.Name}'): by the rule of costs that are not funded, the grant does not pay for {line.Kind.Name().En.ToLowerInvariant()}.");
        }

        if (lines.GroupBy(line => line.Code).FirstOrDefault(group => group.Count() > 1) is { } twice)
            yield return Wrong("lines", "budget-line-twice", $"预算行编号“{twice.Key}”用了两次。", $"The budget line code '{twice.Key}' is used twice.");
    }

    private static IEnumerable<MissingItem> Sums(ApplicationContent content, IReadOnlyList<BudgetLine> lines, Currency currency)
    {
        var (requested, own) = (RequestedOf(lines, currency), OwnOf(lines, currency));
        if (content.Requested is not { } statedRequested) yield return Wrong("requested", "budget-total-missing", "请填写申请资助总额。", "State the whole sum asked for.");
        else if (statedRequested != requested) yield return NotTheSum("requested", "申请资助", "asked for", statedRequested, requested);
        if (content.Own is not { } statedOwn) yield return Wrong("own", "budget-total-missing", "请填写自筹总额，没有填 0。", "State your own part; 0 where there is none.");
        else if (statedOwn != own) yield return NotTheSum("own", "自筹", "own", statedOwn, own);
        if (!requested.IsPositive) yield return Wrong("requested", "amount-not-positive", "申请资助金额须大于零。", "The sum asked for must be more than zero.");
    }

    private static IEnumerable<MissingItem> Limits(GrantTerms terms, ApplicationContent content, IReadOnlyList<BudgetLine> lines, Currency currency)
    {
        var (requested, whole) = (RequestedOf(lines, currency), Sum(lines.Select(line => line.Total), currency));
        if (terms.Category(content.Category) is { Cap: { } cap } category && requested.MinorUnits > cap.MinorUnits)
            yield return Wrong("requested", "category-cap", $"类别“{category.Name.Zh}”最多申请 {cap.ToGroupedText()}，这里是 {requested.ToGroupedText()}。", $"Category '{category.Name.En}' gives at most {cap.ToGroupedText()}; {requested.ToGroupedText()} is asked for.");
        var staff = Sum(lines.Where(line => line.Kind == CostLineKind.Staff).Select(line => line.Requested), currency);
        if (terms.CostRules.StaffAtMost is { } mostStaff && IsMoreThan(staff, mostStaff, requested))
            yield return Wrong("lines", "cost-rule-staff", $"按“人员费用上限”规则，人员费用不超过申请资助的 {mostStaff}，这里是 {staff.ToGroupedText()}。", $"By the rule of staff costs, staff is at most {mostStaff} of what is asked for; it is {staff.ToGroupedText()}.");
        if (terms.PublicShareAtMost is { } mostPublic && IsMoreThan(requested, mostPublic, whole))
            yield return Wrong("own", "public-share", $"申请资助不能超过总预算的 {mostPublic}：总预算 {whole.ToGroupedText()}，申请 {requested.ToGroupedText()}。请增加自筹。", $"At most {mostPublic} of the whole budget is asked for: of {whole.ToGroupedText()}, {requested.ToGroupedText()} is. Add to your own part.");
        foreach (var part in SharesOf(terms, lines, currency))
        {
            if (part.IsTooMuch) yield return Wrong("lines", "share-at-most", $"{part.Class.Name().Zh}最多占总预算 {part.Most}，这里是 {part.Amount.ToGroupedText()}（{part.Share}）。", $"{part.Class.Name().En} is at most {part.Most} of the whole budget; it is {part.Amount.ToGroupedText()} ({part.Share}).");
            if (part.IsTooLittle) yield return Wrong("lines", "share-at-least", $"{part.Class.Name().Zh}至少占总预算 {part.Least}，这里是 {part.Amount.ToGroupedText()}（{part.Share}）。", $"{part.Class.Name().En} is at least {part.Least} of the whole budget; it is {part.Amount.ToGroupedText()} ({part.Share}).");
        }
    }

    private static MissingItem NotTheSum(string field, string zh, string en, Money stated, Money sum) => Wrong(field, "budget-does-not-add-up",
        $"各行{zh}合计 {sum.ToGroupedText()}，总额填的是 {stated.ToGroupedText()}，差 {(stated - sum).ToGroupedText()}。", $"The lines make {sum.ToGroupedText()} {en}; {stated.ToGroupedText()} is stated, {(stated - sum).ToGroupedText()} apart.");

    private static Money Sum(IEnumerable<Money> parts, Currency currency) => parts.Aggregate(Money.Zero(currency), (sum, part) => sum + part);

    private static MissingItem Wrong(string field, string code, string zh, string en) => new(ApplicationStep.Budget, field, code, new Bilingual(zh, en));
}
