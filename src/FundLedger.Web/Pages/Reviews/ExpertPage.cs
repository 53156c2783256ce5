using FundLedger.Ledger;
using FundLedger.People.Roles;
using FundLedger.Programmes;
using FundLedger.Reviews;
using FundLedger.Storage;
using FundLedger.Values;
using FundLedger.Web.SigningIn;
using Microsoft.AspNetCore.Mvc;

namespace FundLedger.Web.Pages.Reviews;

/// <summary>A page about experts, for those who read the books; who manages programmes changes the pool.</summary>
public abstract class ExpertPage(Database database, TimeProvider clock) : FormsPage(database, clock)
{
    private protected const int MostByDefault = 10;

    public override Part Where => Part.Grants;

    internal override IReadOnlyList<Permission> ActsAskedFor => HttpMethods.IsPost(Request.Method) ? [Permission.RecordMoney] : base.ActsAskedFor;

    /// <summary>Categories of all programmes by code; in the words of the first that has each.</summary>
    public IReadOnlyList<(string Value, string Name)> Fields { get; private set; } = [];

    internal WhoIs Names { get; private set; } = null!;

    public bool MayManage => MaySomewhere(Permission.RecordMoney);

    public string FieldsOf(Expert expert) => expert.Fields.Count == 0 ? In("所有领域", "every field") : string.Join(In("、", ", "), expert.Fields.Select(code => Fields.FirstOrDefault(field => field.Value == code).Name ?? code));

    internal static string PathOf(long expert) => $"/reviews/experts/{expert}";

    private protected async Task LoadWordsAsync(LedgerReader reader, Books books)
    {
        Names = await WhoIs.LoadAsync(reader);
        Fields = [.. (await GrantReading.ProgrammesAsync(reader, books)).SelectMany(programme => programme.Terms.Categories).DistinctBy(category => category.Code).OrderBy(category => category.Code, StringComparer.Ordinal).Select(category => (category.Code, In(category.Name)))];
    }

    /// <summary>Brings somebody in, or changes fields and term of one who is in the pool.</summary>
    private protected async Task<IActionResult> SaveAsync(string key, string person)
    {
        foreach (var field in new[] { "from", "to" })
            if (!IsoDates.TryParse(Posted(field), out _)) return Refused(Refusal.Of("date-unreadable", field, "请填写日期，如 2026-01-31。", "Fill in a date like 2026-01-31."));
        IsoDates.TryParse(Posted("from"), out var from);
        IsoDates.TryParse(Posted("to"), out var to);
        var most = int.TryParse(Posted("most"), System.Globalization.NumberStyles.None, System.Globalization.CultureInfo.InvariantCulture, out var read) ? read : 0;
        var wanted = new NewExpert(person, [.. Request.Form["fields"].Select(field => field ?? "").Where(field => field.Length > 0)], from, to, most);
        return Answer(await new AddExpert(Noting).RunAsync(AskedAs(key), wanted, HttpContext.RequestAborted), _ => new("专家库已更新。", "The pool is up to date."), done => PathOf(done.Expert));
    }
}
