using FundLedger.Applications;
using FundLedger.Ledger;
using FundLedger.People.Roles;
using FundLedger.Storage;
using FundLedger.Values;
using FundLedger.Web.Hosting;

namespace FundLedger.Web.Api;

/// <summary>Files that prove something: sent first, then named by their SHA-256 in a write; those of an entry, to save.</summary>
internal static class FilesApi
{
    private const string Part = "files";

    internal static readonly ApiParameter Sha256 = ApiParameter.Path("sha256", new("文件的 SHA-256，64 位十六进制小写", "SHA-256 of the file, 64 lower-case hexadecimal digits"), ExampleSha256);

    /// <summary>Of the example's content.</summary>
    internal const string ExampleSha256 = "2dfe17d754ddf97a436082769123f448c1f4d559034d13f6eb0a8353b4a81873";

    internal static void MapFiles(this ApiRoutes api)
    {
        api.WriteFile<FileKept>("/files", new("keepFile", Part, new("存一个证明文件", "Keep a file that proves something"),
            "Its SHA-256 is then named as the evidence of a write, by whoever sent it. At most 10 MB; an organisation's is a PDF, a picture, an office document or text.", []) { Example = "凭据" },
            KeepAsync, Permission.RecordMoney, Permission.Propose, Permission.EditOrganisation, Permission.CertifyOrganisation);
        api.ReadFile("/entries/{entry:long}/files/{sha256:length(64)}", new("downloadEntryFile", Part, new("下载分录的一个文件", "Save a file of an entry"), "To save, never to be shown by a browser: somebody else wrote it. The trail tells of it.",
            [ApiParameter.Path("entry", new("分录号", "number of the entry"), "2", ApiParameterForm.Number), Sha256]) { Files = [System.Net.Mime.MediaTypeNames.Application.Octet] },
            call => EntryFiles.SendAsync(call.Number("entry"), call.Route("sha256"), call.Context, call.Database, call.Clock, call.Stop), Permission.ReadLedger);
    }

    /// <summary>Under the caller's key, and once more under a key of the file itself: by it, they are known to have sent it.</summary>
    private static async Task<IResult> KeepAsync(ApiCall call, Attachment file)
    {
        if (!call.MaySomewhere(Permission.RecordMoney) && !call.MaySomewhere(Permission.Propose) && FileTypes.Of(file.Content) is null)
            return call.Refused(Refusal.Of("file-type", "", "不是 PDF、图片、办公文档或文本。请转成 PDF 再发送。", "This is no PDF, picture, office document or text. Turn it into a PDF."));
        return await call.WriteAsync(
            Permission.RecordMoney, (_, _) => Task.FromResult<bool?>(true),
            async asked =>
            {
                var kept = await new KeepEvidence(call.Noting).RunAsync(asked, file, call.Stop);
                if (kept.IsDone(out var done, out _)) await new KeepEvidence(call.Database).RunAsync(asked with { Key = KeyOf(call, done.Sha256) }, file, call.Stop);
                return kept;
            },
            done => new FileKept(done.Sha256, file.Content.Length), _ => null);
    }

    /// <summary>The refusal for files that an organisation names and did not send: of another's, a hash alone lets nobody have it.</summary>
    internal static async Task<Refusal?> RefusalForAsync(ApiCall call, LedgerReader reader, IEnumerable<string> files, string field)
    {
        foreach (var sha256 in files)
            if (!await KeysUsed.IsUsedAsync(reader, KeyOf(call, sha256)))
                return Refusal.Of("file-unknown", field, $"您没有发送过文件 {sha256}。请先发到 {ApiRoutes.Root}/files。", $"You have not sent the file {sha256}. Send it to {ApiRoutes.Root}/files first.");
        return null;
    }

    /// <summary>A file that was sent, where the act keeps its content beside its own.</summary>
    internal static async Task<Outcome<Attachment>> SentAsync(ApiCall call, string sha256, string field) =>
        (await SentAsync(call, [sha256], field)).IsDone(out var sent, out var refusal) ? sent[0] : refusal;

    /// <summary>Files with their content, for what keeps them itself; a refusal for those that the caller did not send.</summary>
    internal static async Task<Outcome<IReadOnlyList<Attachment>>> SentAsync(ApiCall call, IReadOnlyList<string> files, string field)
    {
        if (await call.Database.ReadAsync(reader => RefusalForAsync(call, reader, files, field), call.Stop) is { } notSent) return notSent;
        var sent = new List<Attachment>();
        foreach (var sha256 in files.Distinct())
        {
            var (name, content) = await call.Database.ReadAsync(async reader => (await Evidence.FileNameAsync(reader, sha256), await Attachments.FindAsync(reader, Convert.FromHexString(sha256))), call.Stop);
            if (name is null || content is null) return Refusal.Of("file-unknown", field, $"文件 {sha256} 已不在账本里。请再发送一次。", $"The file {sha256} is no longer in the books. Send it again.");
            sent.Add(new Attachment(name, content));
        }

        return sent;
    }

    private static string KeyOf(ApiCall call, string sha256) => $"api-file/{call.Who.Person.Id}/{sha256}";
}

/// <param name="Sha256">By which a write names it.</param>
public sealed record FileKept(string Sha256, long SizeBytes);
