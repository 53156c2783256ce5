using System.Text.Json;
using FundLedger.Values;
using Microsoft.AspNetCore.Mvc.ViewFeatures;

namespace FundLedger.Web.Pages;

/// <summary>What was just done, told once on the page that comes after.</summary>
/// <param name="WasDoneBefore">It was sent a second time, and nothing more was written.</param>
public sealed record Notice(Bilingual Says, bool WasDoneBefore)
{
    private const string Name = "notice";

    internal void PutInto(ITempDataDictionary next) => next[Name] = JsonSerializer.Serialize(this);

    internal static Notice? TakeFrom(ITempDataDictionary kept) => kept[Name] is string text ? JsonSerializer.Deserialize<Notice>(text) : null;
}
