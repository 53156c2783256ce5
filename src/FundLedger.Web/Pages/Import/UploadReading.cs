using Microsoft.AspNetCore.Antiforgery;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.AspNetCore.WebUtilities;
using Microsoft.Extensions.Primitives;
using Microsoft.Net.Http.Headers;

namespace FundLedger.Web.Pages.Import;

/// <summary>Reads a form with a file as it arrives: first its fields, whose token must be ours, then the file.</summary>
internal sealed class UploadReading(HttpContext context, IAntiforgery antiforgery)
{
    private const int MostFieldCharacters = 4_096;
    private const int MostFields = 20;

    private readonly Dictionary<string, StringValues> fields = new(StringComparer.Ordinal);

    internal string Field(string name) => ((string?)fields.GetValueOrDefault(name) ?? "").Trim();

    /// <summary>Reads up to the file.</summary>
    /// <returns>Null when no file was chosen.</returns>
    /// <exception cref="AntiforgeryValidationException">The form is not ours.</exception>
    /// <exception cref="InvalidDataException">The body is no form.</exception>
    internal async Task<UploadedFile?> ReadAsync(CancellationToken stop)
    {
        UploadedFile? file = null;
        var reader = new MultipartReader(BoundaryOf(context.Request), context.Request.Body);
        while (file is null && await reader.ReadNextSectionAsync(stop) is { } section)
        {
            if (!ContentDispositionHeaderValue.TryParse(section.ContentDisposition, out var said)) continue;
            var name = HeaderUtilities.RemoveQuotes(said.Name).ToString();
            if (said.IsFileDisposition())
            {
                var fileName = HeaderUtilities.RemoveQuotes(said.FileNameStar.HasValue ? said.FileNameStar : said.FileName).ToString();
                if (fileName.Length > 0) file = new UploadedFile(fileName, section.Body);
            }
            else
            {
                if (fields.Count == MostFields) throw new InvalidDataException("the form has too many fields");
                fields[name] = await ReadFieldAsync(section, stop);
            }
        }

        context.Features.Set<IFormFeature>(new FormFeature(new FormCollection(fields)));
        await antiforgery.ValidateRequestAsync(context);
        return file;
    }

    private static async Task<string> ReadFieldAsync(MultipartSection section, CancellationToken stop)
    {
        using var text = new StreamReader(section.Body);
        var buffer = new char[MostFieldCharacters + 1];
        var read = await text.ReadBlockAsync(buffer, stop);
        return read <= MostFieldCharacters ? new string(buffer, 0, read) : throw new InvalidDataException("a field of the form is too long");
    }

    private static string BoundaryOf(HttpRequest request)
    {
        var isForm = MediaTypeHeaderValue.TryParse(request.ContentType, out var type) && type.MediaType.Equals("multipart/form-data", StringComparison.OrdinalIgnoreCase);
        var boundary = isForm ? HeaderUtilities.RemoveQuotes(type!.Boundary).ToString() : "";
        return boundary.Length is > 0 and <= 200 ? boundary : throw new InvalidDataException("the body is no form with a file");
    }
}

/// <param name="Content">Read once, forward.</param>
internal sealed record UploadedFile(string Name, Stream Content);
