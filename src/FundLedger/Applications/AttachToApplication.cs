using FundLedger.Ledger;
using FundLedger.Programmes;

namespace FundLedger.Applications;

public sealed record ApplicationFileKept(string Number, string Slot, string Sha256, FileType Type);

/// <summary>Keeps a file of an application: its type by its content, and itself by its hash.</summary>
public sealed class AttachToApplication(Database database)
{
    public const int MostFiles = 60;

    /// <summary>What refers to the files of an application.</summary>
    public static string ReferrerOf(string number) => $"application/{number}";

    /// <param name="slot">The code of a document of the terms, or of a question for a file behind <see cref="ApplicationFile.AnswerSlot"/>.</param>
    public Task<Outcome<ApplicationFileKept>> RunAsync(Asked asked, string number, string slot, Attachment file, CancellationToken stop = default) => database.WriteAsync<ApplicationFileKept>(
        asked.For("attach-to-application", OperationField.Of("application", number), OperationField.Of("slot", slot), OperationField.Of("sha256", file.Sha256), OperationField.Personal("name", file.FileName)),
        async tx =>
        {
            if (!(await ApplicationStore.HoldToWriteAsync(tx, number)).IsDone(out var application, out var refusal)) return refusal;
            if (file.Refusal is { } badFile) return badFile;
            if (FileTypes.Of(file.Content) is not { } type)
                return Refusal.Of("file-type", "document", $"“{file.FileName}”不是 PDF、图片、办公文档或文本。请转成 PDF 再上传。", $"'{file.FileName}' is no PDF, picture, office document or text. Turn it into a PDF.");
            if (!IsSlot(application.Terms, slot))
                return Refusal.Of("slot-unknown", "slot", $"没有材料或问题“{slot}”。", $"There is no document or question '{slot}'.");
            if (application.Content.Files.Count >= MostFiles)
                return Refusal.Of("files-too-many", "document", $"一份申请最多 {MostFiles} 个文件。", $"An application has at most {MostFiles} files.");
            var kept = new ApplicationFile(slot, file.FileName, type, file.Content.Length, Convert.ToHexStringLower(file.Sha256));
            if (application.Content.Files.All(known => known.Sha256 != kept.Sha256)) await Attachments.KeepAsync(tx, file, ReferrerOf(number));
            var others = application.Content.Files.Where(known => known.Slot != slot || known.Sha256 != kept.Sha256);
            await ApplicationStore.SaveAsync(tx, application, application.Content with { Files = [.. others, kept] });
            return new ApplicationFileKept(number, slot, kept.Sha256, type);
        }, stop);

    private static bool IsSlot(GrantTerms terms, string slot) => terms.Documents.Any(document => document.Code == slot)
        || terms.Form.Any(question => question.Kind == QuestionKind.File && ApplicationFile.AnswerSlot + question.Code == slot);
}

public sealed record ApplicationFileRemoved(string Number, string Slot, string Sha256);

/// <summary>Takes a file out of a draft. What was handed in with it keeps it.</summary>
public sealed class RemoveApplicationFile(Database database)
{
    public Task<Outcome<ApplicationFileRemoved>> RunAsync(Asked asked, string number, string slot, string sha256, CancellationToken stop = default) => database.WriteAsync<ApplicationFileRemoved>(
        asked.For("remove-application-file", OperationField.Of("application", number), OperationField.Of("slot", slot), OperationField.Of("sha256", sha256)),
        async tx =>
        {
            if (!(await ApplicationStore.HoldToWriteAsync(tx, number)).IsDone(out var application, out var refusal)) return refusal;
            if (application.Content.Files.FirstOrDefault(file => file.Slot == slot && file.Sha256 == sha256) is not { } file)
                return Refusal.Of("file-unknown", "document", "这份申请里没有这个文件。", "The application has no such file.");
            var left = application.Content.Files.Where(known => known != file).ToList();
            await ApplicationStore.SaveAsync(tx, application, application.Content with { Files = left });
            var isUsed = left.Any(known => known.Sha256 == sha256)
                || (await ApplicationReading.VersionsAsync(tx, application)).Any(version => version.Certified.Content.Files.Any(known => known.Sha256 == sha256));
            if (!isUsed) await Attachments.LetGoAsync(tx, Convert.FromHexString(sha256), AttachToApplication.ReferrerOf(number));
            return new ApplicationFileRemoved(number, slot, sha256);
        }, stop);
}
