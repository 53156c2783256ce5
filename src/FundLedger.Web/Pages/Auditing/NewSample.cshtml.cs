using System.Globalization;
using FundLedger.Auditing.Sampling;
using FundLedger.Ledger;
using FundLedger.People.Roles;
using FundLedger.Reporting;
using FundLedger.Storage;
using FundLedger.Values;
using FundLedger.Web.Asking;
using FundLedger.Web.SigningIn;
using Microsoft.AspNetCore.Mvc;

namespace FundLedger.Web.Pages.Auditing;

/// <summary>Draws a sample.</summary>
[Needs(Permission.Audit)]
public sealed class NewSampleModel(Database database, TimeProvider clock) : FormsPage(database, clock)
{
    private const string OfEntity = "entity:";

    private Books books = null!;

    public override Part Where => Part.Audit;
    public override Bilingual Title => new("抽取样本", "Draw a sample");

    /// <summary>Funds and whole entities that this person audits.</summary>
    public IReadOnlyList<(string Value, string Name)> Scopes { get; private set; } = [];

    public IReadOnlyList<(string Value, string Name)> Kinds => [.. Enum.GetValues<PopulationKind>().Select(kind => (kind.ToString(), In(kind.Name())))];
    public IReadOnlyList<(string Value, string Name)> Parts => [.. Enum.GetValues<PopulationPart>().Select(part => (part.ToString(), In(part.Name())))];
    public IReadOnlyList<(string Value, string Name)> Methods => [.. Enum.GetValues<SampleMethod>().Select(method => (method.ToString(), In(method.Name())))];

    public Task OnGetAsync() => LoadAsync();

    public async Task<IActionResult> OnPostAsync([FromForm] string? step, [FromForm] string? key)
    {
        if (!Takes(step, key)) return BadRequest();
        await LoadAsync();
        if (!Scopes.Any(scope => scope.Value == Posted("fund"))) return NotFound();
        if (!Read().IsDone(out var wanted, out var refusal)) return Refused(refusal);
        return Answer(await new DrawSample(Noting).RunAsync(AskedAs(key!), wanted, HttpContext.RequestAborted),
            done => new($"样本 {done.Sample}：从 {done.Population} 项中抽出 {done.Items} 项。", $"Sample {done.Sample}: {done.Items} item(s) of {done.Population}."), done => $"/audit/samples/{done.Sample}");
    }

    private Outcome<SampleWanted> Read()
    {
        if (!IsoDates.TryParse(Posted("from"), out var from)) return NoDay("from");
        if (!IsoDates.TryParse(Posted("to"), out var to)) return NoDay("to");
        if (from > to) return Refusal.Of("dates-crossed", "to", "截止日早于起始日。", "The last day is before the first.");
        if (!Enum.TryParse<PopulationKind>(Posted("kind"), out var kind) || !Enum.TryParse<PopulationPart>(Posted("part"), out var part) || !Enum.TryParse<SampleMethod>(Posted("method"), out var method))
            return Refusal.Of("choice", "method", "请选择总体、部分和方法。", "Choose a population, a part and a method.");
        var scope = Posted("fund");
        var (entity, fund) = scope.StartsWith(OfEntity, StringComparison.Ordinal) ? (scope[OfEntity.Length..], null) : ((string?)null, scope);
        if (!TypedSample.Read(books, new PopulationAsked(entity, fund, new DateSpan(from, to), kind, Posted("account"), part), method, Posted("interval"), Posted("tolerable"), Posted("factor"), Posted("from-amount")).IsDone(out var wanted, out var refusal)) return refusal;
        int? size = null;
        if (Posted("size") is { Length: > 0 } typed)
        {
            if (!int.TryParse(typed, NumberStyles.None, CultureInfo.InvariantCulture, out var number)) return Refusal.Of("number", "size", "请填写整数。", "Give a whole number.");
            size = number;
        }

        return wanted with { Size = size, Seed = Posted("seed") is { Length: > 0 } seed ? seed : TypedSample.NewSeed(method), Purpose = Posted("purpose") };
    }

    private Task LoadAsync() => ReadAsync((_, read) =>
    {
        books = read;
        Scopes =
        [
            .. FundTree.Of(read.Funds).Where(placed => May(Permission.Audit, read.TargetOf(placed.Fund))).Select(placed => (placed.Fund.Code, $"{new string('　', placed.Depth)}{placed.Fund.Name} ({placed.Fund.Code})")),
            .. read.Entities.Where(entity => May(Permission.Audit, Reach.TargetOf(entity))).Select(entity => (OfEntity + entity.Code, $"{entity.Name} ({entity.Code})")),
        ];
        return Task.CompletedTask;
    });

    private static Refusal NoDay(string field) => Refusal.Of("date", field, "请填写日期，如 2026-01-31。", "Give a day, such as 2026-01-31.");
}
