using FundLedger.Ledger;
using FundLedger.Storage;
using FundLedger.Values;
using FundLedger.Web.Asking;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace FundLedger.Web.Pages;

/// <summary>A page of grants with small forms on it: each carries a key, what was typed comes back with what is wrong, beside its field.</summary>
public abstract class FormsPage(Database database, TimeProvider clock) : LedgerPage(database, clock)
{
    public string Key { get; private protected set; } = FormKey.New();
    public Refusal? Refusal { get; private set; }

    /// <summary>Which form of the page was sent.</summary>
    public string Sent { get; private set; } = "";

    /// <summary>What was typed; what is stored where nothing was.</summary>
    public string Typed(string name, string? stored = "") => Refusal is not null && Request.HasFormContentType && Request.Form.ContainsKey(name) ? Request.Form[name].ToString() : stored ?? "";

    /// <summary>What is wrong with a field; null when nothing is.</summary>
    public string? Wrong(string field) => Refusal is { } refusal && refusal.Field == field ? In(refusal.Message) : null;

    /// <summary>Of one form among several with such a field: what was typed into another is not shown in it.</summary>
    public string TypedIn(string form, string name, string? stored = "") => Sent == form ? Typed(name, stored) : stored ?? "";

    /// <inheritdoc cref="TypedIn"/>
    public string? WrongIn(string form, string field) => Sent == form ? Wrong(field) : null;

    protected string Posted(string name) => Request.Form[name].ToString().Trim();

    /// <summary>Whether the form's key is one of ours; the form is then known by its step.</summary>
    protected bool Takes(string? step, string? key)
    {
        Sent = step ?? "";
        return FormKey.IsOne(key);
    }

    /// <summary>Told on the page that comes next; or this one again, with what is wrong.</summary>
    protected IActionResult Answer<T>(Outcome<T> outcome, Func<T, Bilingual> says, Func<T, string> next)
    {
        if (!outcome.IsDone(out var done, out var refusal)) return Refused(refusal);
        new Notice(says(done), ((Outcome<T>.Done)outcome).WasDoneBefore).PutInto(TempData);
        return LocalRedirect(next(done));
    }

    protected PageResult Refused(Refusal refusal)
    {
        Refusal = refusal;
        Response.StatusCode = StatusCodes.Status422UnprocessableEntity;
        return Page();
    }

    /// <summary>The file that a form was sent with.</summary>
    protected async Task<Outcome<Attachment>> FileAsync(string name)
    {
        if (Request.Form.Files.GetFile(name) is not { Length: > 0 } sent) return Refusal.Of("file-missing", name, "请选择文件。", "Choose a file.");
        if (sent.Length > Attachment.MostBytes) return Refusal.Of("file-too-large", name, "文件超过 10 MB。", "The file is larger than 10 MB.");
        using var content = new MemoryStream();
        await sent.CopyToAsync(content, HttpContext.RequestAborted);
        return new Attachment(Path.GetFileName(sent.FileName), content.ToArray());
    }
}
