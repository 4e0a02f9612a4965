"""The panel of the layers: histograms, γ and β, gradients' norms."""
