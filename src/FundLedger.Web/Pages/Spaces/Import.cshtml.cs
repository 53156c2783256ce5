using FundLedger.Donations.Lists;
using FundLedger.Ledger;
using FundLedger.Organisations;
using FundLedger.People.Roles;
using FundLedger.Spaces;
using FundLedger.Storage;
using FundLedger.Values;
using FundLedger.Web.SigningIn;
using Microsoft.AspNetCore.Mvc;
using Directory = FundLedger.Organisations.Directory;

namespace FundLedger.Web.Pages.Spaces;

/// <summary>Operating results of several spaces and periods from one sheet: all of them or none, tried out before where one likes.</summary>
[Needs(Permission.RecordMoney, Permission.EditOrganisation)]
public sealed class ImportModel(Database database, TimeProvider clock) : FormsPage(database, clock)
{
    public override Part Where => Part.Spaces;
    public override Bilingual Title => new("导入运营报告", "Import operating results");

    internal override bool TakesAFile => true;

    /// <summary>What is wrong with the sheet, row by row; empty where nothing is, or all of it.</summary>
    public IReadOnlyList<SheetProblem> Problems { get; private set; } = [];

    /// <summary>What the sheet would bring in; null before it was tried.</summary>
    public ResultsImported? Tried { get; private set; }

    /// <summary>As whom one may report: the fund's people, or an organisation.</summary>
    public IReadOnlyList<(string Value, string Name)> As { get; private set; } = [];

    public async Task OnGetAsync() => await LoadAsync();

    public async Task<IActionResult> OnPostAsync([FromForm] string? step, [FromForm] string? key)
    {
        if (!Takes(step, key)) return BadRequest();
        var books = await LoadAsync();
        var by = Posted("by");
        if (As.All(one => one.Value != by)) return NotFound();
        if (!(await FileAsync("file")).IsDone(out var sent, out var refusal)) return Refused(refusal);
        using var content = new MemoryStream(sent.Content);
        var opening = ListFile.Open(content, sent.FileName);
        if (opening is ListOpening.Refused unopened) return Refused(unopened.Reason with { Field = "file" });
        using (var list = ((ListOpening.Opened)opening).File)
        {
            var spaces = await Database.ReadAsync(reader => SpaceReading.ListAsync(reader, books), HttpContext.RequestAborted);
            if (!ResultSheet.Read(list, [.. spaces.Where(space => by.Length > 0 || May(Permission.RecordMoney, books.TargetOf(space.Fund)))], by.Length == 0 ? null : by).IsDone(out var sheet, out refusal)) return Refused(refusal);
            var isTrial = step != "import";
            var import = new ImportResults(isTrial ? new Preview(Noting) : Noting);
            var outcome = await import.RunAsync(AskedAs(key!), sheet, HttpContext.RequestAborted);
            Problems = import.Problems;
            if (!outcome.IsDone(out var done, out refusal)) return Refused(refusal);
            if (!isTrial) return Answer(outcome, all => new($"已导入：{all.Spaces} 个空间，{all.Results} 期，待审核。", $"Imported: {all.Results} period(s) of {all.Spaces} space(s); they wait to be decided."), _ => "/spaces");
            Tried = done;
            return Page();
        }
    }

    private async Task<Books> LoadAsync()
    {
        Books read = null!;
        await ReadAsync(async (reader, books) =>
        {
            read = books;
            As =
            [
                .. MaySomewhere(Permission.RecordMoney) ? new[] { ("", In("基金管理方", "the fund's people")) } : [],
                .. (await Directory.ListAsync(reader)).Where(organisation => May(Permission.EditOrganisation, new Target(Organisation: organisation.Code))).Select(organisation => (organisation.Code, organisation.Name)),
            ];
        });
        return read;
    }
}
