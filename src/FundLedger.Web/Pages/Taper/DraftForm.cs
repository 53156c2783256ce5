using System.Globalization;
using FundLedger.Storage;
using FundLedger.Taper;
using FundLedger.Values;
using FundLedger.Web.Asking;

namespace FundLedger.Web.Pages.Taper;

/// <summary>Reads a plan's terms from the fields of a form; every mistake is told, beside its field.</summary>
/// <param name="typed">What stands in a field, trimmed; empty where nothing does.</param>
internal sealed class DraftForm(Func<string, string> typed, Currency currency)
{
    internal const string SourceField = "sources";

    private readonly List<Refusal> refusals = [];

    internal IReadOnlyList<Refusal> Refusals => refusals;

    /// <summary>The terms, and which sources pay in which order; null when something is wrong.</summary>
    internal (TaperTerms Terms, IReadOnlyList<TaperPart> Parts)? Read()
    {
        var (start, periods, step) = (Day("start"), Number("periods"), typed("step") == "month" ? TaperStep.Month : TaperStep.Quarter);
        var curve = Curve("curve", "shares");
        var parts = Parts();
        if (start is not { } first || periods is not { } count || curve is null || parts is null) return Nothing();
        var years = (count + (12 / (int)step) - 1) / (12 / (int)step);
        if (Budgets(years) is not { } budgets) return Nothing();
        var terms = new TaperTerms(first, step, count, budgets, curve);
        if (terms.RefusalForTerms() is not { } refusal) return (terms, parts);
        Wrong(refusal with { Field = refusal.Field == "curve" ? "shares" : refusal.Field });
        return null;
    }

    /// <summary>A yearly revenue with what becomes of it and of cost; null when something is wrong.</summary>
    /// <param name="prefix">Of the fields of a variant.</param>
    /// <param name="otherwise">Where a variant says nothing; null where it must.</param>
    internal TaperAssumptions? Assumptions(string prefix = "", TaperAssumptions? otherwise = null)
    {
        var revenue = otherwise?.Revenue ?? (typed("revenue").Length == 0 ? Money.Zero(currency) : Amount("revenue"));
        return (revenue, Share(prefix + "growth", otherwise?.RevenueGrowth), Share(prefix + "inflation", otherwise?.CostInflation)) is ({ } earned, { } growth, { } inflation) ? new TaperAssumptions(earned, growth, inflation) : null;
    }

    /// <summary>The curve of a variant: the plan's own where it names no shares.</summary>
    internal TaperTerms? Variant(TaperTerms terms, string prefix)
    {
        if (typed(prefix + "shares").Length == 0) return terms;
        if (Curve(prefix + "curve", prefix + "shares", terms.Curve) is not { } curve) return null;
        var other = terms with { Curve = curve };
        if (other.RefusalForTerms() is not { } refusal) return other;
        Wrong(refusal with { Field = prefix + "shares" });
        return null;
    }

    internal void Wrong(Refusal refusal) => refusals.Add(refusal);

    private TaperCurve? Curve(string kind, string field, TaperCurve? like = null)
    {
        if (!Enum.TryParse<TaperCurveKind>(typed(kind), out var known) || !Enum.IsDefined(known)) known = like?.Kind ?? TaperCurveKind.Stepped;
        var shares = Shares(field);
        if (shares is { Count: 0 }) Wrong(Refusal.Of("shares-missing", field, "请填写比例，如 100, 60, 30。", "Fill in the shares, such as 100, 60, 30."));
        if (shares is not { Count: > 0 }) return null;
        if (like is not null) return like with { Kind = known, Shares = shares };
        var (floor, ceiling) = (typed("floor").Length == 0 ? null : Share("floor"), typed("ceiling").Length == 0 ? null : Share("ceiling"));
        return refusals.Any(refusal => refusal.Field is "floor" or "ceiling") ? null : new TaperCurve(known, shares, floor, ceiling);
    }

    /// <summary>Percentages with commas or spaces between; null when one cannot be read.</summary>
    internal List<BasisPoints>? Shares(string field) => Many(field, [' ', ',', '，', '、', '/', '\n', '\r', '\t'], text => TypedShare.Read(text, field));

    /// <summary>One for each year; one alone counts for all.</summary>
    private List<Money>? Budgets(int years)
    {
        var budgets = Many("budget", [' ', ';', '；', '、', '\n', '\r', '\t'], text => TypedAmount.Read(text, currency, "budget"));
        if (budgets is { Count: 0 }) Wrong(Refusal.Of("budget-missing", "budget", "请填写每年的运营预算。", "Fill in the yearly operating budget."));
        return budgets is not { Count: > 0 } ? null : budgets.Count == 1 && years is > 1 and <= TaperTerms.MostPeriods ? [.. Enumerable.Repeat(budgets[0], years)] : budgets;
    }

    /// <summary>A line for each source: its code and what it gives at most.</summary>
    internal List<TaperPart>? Parts() => Many<TaperPart>(SourceField, ['\n', '\r', ';', '；'], line =>
    {
        var words = line.Split([' ', '\t', '：', ':', '='], StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);
        if (words.Length != 2) return Refusal.Of("source-line", SourceField, $"“{line}”应为来源编号和金额，如 seed 100000。", $"'{line}' should be a source's code and an amount, like seed 100000.");
        return TypedAmount.Read(words[1], currency, SourceField).IsDone(out var amount, out var refusal) ? new TaperPart(words[0], amount) : refusal;
    });

    private List<T>? Many<T>(string field, char[] between, Func<string, Outcome<T>> read)
    {
        var all = new List<T>();
        foreach (var text in typed(field).Split(between, StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries))
        {
            if (!read(text).IsDone(out var value, out var refusal))
            {
                Wrong(refusal);
                return null;
            }

            all.Add(value);
        }

        return all;
    }

    private DateOnly? Day(string field)
    {
        if (IsoDates.TryParse(typed(field), out var day)) return day;
        Wrong(Refusal.Of("date-unreadable", field, "请填写日期，如 2027-01-01。", "Fill in a date like 2027-01-01."));
        return null;
    }

    private int? Number(string field)
    {
        if (int.TryParse(typed(field), NumberStyles.None, CultureInfo.InvariantCulture, out var number) && number is >= 1 and <= TaperTerms.MostPeriods) return number;
        Wrong(Refusal.Of("taper-periods", field, $"期数应在 1 至 {TaperTerms.MostPeriods} 之间。", $"A plan has 1 to {TaperTerms.MostPeriods} periods."));
        return null;
    }

    private Money? Amount(string field)
    {
        if (!TypedAmount.Read(typed(field), currency, field).IsDone(out var amount, out var refusal)) Wrong(refusal);
        else if (amount.IsNegative) Wrong(Refusal.Of("amount-negative", field, "金额不能为负。", "An amount is not negative."));
        else return amount;
        return null;
    }

    private BasisPoints? Share(string field, BasisPoints? otherwise = null)
    {
        if (typed(field).Length == 0) return otherwise ?? new BasisPoints(0);
        if (TypedShare.Read(typed(field), field).IsDone(out var share, out var refusal)) return share;
        Wrong(refusal);
        return null;
    }

    private static (TaperTerms, IReadOnlyList<TaperPart>)? Nothing() => null;
}
