using FundLedger.Applications;
using FundLedger.Awards;
using FundLedger.Ledger;
using FundLedger.People.Roles;
using FundLedger.Storage;
using FundLedger.Values;
using FundLedger.Web.SigningIn;

namespace FundLedger.Web.Pages.Awards;

/// <summary>A page about one award, for those who keep or read its fund and for the people of the organisation that receives it.</summary>
public abstract class AwardPage(Database database, TimeProvider clock) : FormsPage(database, clock)
{
    /// <summary>The most files that are handed in at once.</summary>
    public const int MostFiles = 20;

    public override Part Where => MaySomewhere(Permission.ReadLedger) ? Part.Grants : Part.Awards;

    public Award Award { get; private set; } = null!;
    public AwardStage Stage => Award.StageOn(Today);
    public string Path => PathOf(Award.Number);

    /// <summary>Reads the books of its fund; who does not sees the organisation's side only.</summary>
    public bool ReadsBooks { get; private set; }
    public bool MayRecord { get; private set; }
    public bool MayPropose { get; private set; }

    /// <summary>May save what the books hold of it.</summary>
    public bool MayExport { get; private set; }

    /// <summary>Writes for the organisation: reports, proofs.</summary>
    public bool MayHandIn => May(Permission.EditOrganisation, OfOrganisation);

    /// <summary>Signs for the organisation.</summary>
    public bool MayCertify => May(Permission.CertifyOrganisation, OfOrganisation);

    public string Optional => In("选填", "optional");

    private protected Target OfOrganisation => new(Organisation: Award.Organisation);

    internal static string PathOf(string number) => $"/awards/{Uri.EscapeDataString(number)}";

    /// <returns>False for what is not there and for what is another's, one and the same.</returns>
    private protected async Task<bool> LoadAsync(string number, Func<LedgerReader, Books, Task>? more = null)
    {
        await ReadAsync(async (reader, books) =>
        {
            if (await AwardReading.FindAsync(reader, books, number) is not { } found || !Who.MayRead(books, found, Today)) return;
            var fund = books.TargetOf(found.Fund);
            (Award, ReadsBooks, MayRecord, MayPropose, MayExport) = (found, May(Permission.ReadLedger, fund), May(Permission.RecordMoney, fund), May(Permission.Propose, fund), May(Permission.ExportLedger, fund));
            if (more is not null) await more(reader, books);
        });
        return Award is not null;
    }

    /// <summary>A file that is to prove something, told by its content and kept by its hash.</summary>
    private protected async Task<Outcome<EvidenceKept>> KeepAsync(IFormFile sent, string key, string field)
    {
        if (sent.Length > Attachment.MostBytes) return Refusal.Of("file-too-large", field, "文件超过 10 MB。", "The file is larger than 10 MB.");
        using var content = new MemoryStream();
        await sent.CopyToAsync(content, HttpContext.RequestAborted);
        var file = new Attachment(System.IO.Path.GetFileName(sent.FileName), content.ToArray());
        if (FileTypes.Of(file.Content) is null)
            return Refusal.Of("file-type", field, $"“{file.FileName}”不是 PDF、图片、办公文档或文本。请转成 PDF 再上传。", $"'{file.FileName}' is no PDF, picture, office document or text. Turn it into a PDF.");
        return await new KeepEvidence(Noting).RunAsync(AskedAs($"{key}/{Evidence.Name(file)}"), file, HttpContext.RequestAborted);
    }

    private protected int? Number(string name) => int.TryParse(Posted(name), System.Globalization.NumberStyles.None, System.Globalization.CultureInfo.InvariantCulture, out var number) ? number : null;

    private protected T Choice<T>(string name) where T : struct, Enum => Enum.TryParse<T>(Posted(name), out var value) && Enum.IsDefined(value) ? value : default;

    private protected Outcome<DateOnly> Day(string name) => IsoDates.TryParse(Posted(name), out var day) ? day : Refusal.Of("date-unreadable", name, "请填写日期，如 2026-01-31。", "Fill in a date like 2026-01-31.");

    private protected Outcome<Money> Amount(string name) => Asking.TypedAmount.Read(Posted(name), Award.Amount.Currency, name);
}
